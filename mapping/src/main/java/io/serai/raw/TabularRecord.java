package io.serai.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** One row of a table. An empty cell is null; a column the header does not have is missing. */
public final class TabularRecord implements RawRecord {
    private final Header header;
    private final String[] cells;

    private TabularRecord(Header header, String[] cells) {
        this.header = header;
        this.cells = cells;
    }

    /**
     * @param cells one a column; handed over, not copied, for there is one such array a row
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public static TabularRecord of(Header header, String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
        }
        return new TabularRecord(header, cells);
    }

    public Header header() {
        return header;
    }

    /**
     * @param column as {@link Header#indexOf} gave it for this row's header; {@link Header#NONE} is a missing node
     */
    public JsonNode cell(int column) {
        if (column == Header.NONE) {
            return MissingNode.getInstance();
        }
        String cell = cells[column];
        return cell.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(cell);
    }

    @Override
    public JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int column = 0; column < cells.length; column++) {
            json.set(header.names().get(column), cell(column));
        }
        return json;
    }

    @Override
    public Optional<TabularRecord> tabular() {
        return Optional.of(this);
    }
}
