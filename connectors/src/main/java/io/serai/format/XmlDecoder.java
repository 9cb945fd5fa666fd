package io.serai.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.error.SeraiException;
import io.serai.raw.JsonRecord;
import io.serai.raw.RawItem;
import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML: every element at a path is a record. Its attributes become {@code @name}, its child elements keys, repeated ones
 * lists, text {@code #text} where there is more than text; namespaces are passed over. A document type declaration is
 * refused, so nothing outside the file is ever read.
 */
final class XmlDecoder implements Decoder {
    private static final int DEEPEST = 100;

    private static final int START = 256;
    private static final Pattern ENCODING =
            Pattern.compile("(?s)\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.-]+)[\"'].*");

    private final Bounded input;
    private final List<String> path;
    private final List<String> open = new ArrayList<>();
    private Optional<XMLStreamReader> reader = Optional.empty();
    private boolean bad;

    /** @param path the names that lead to the records, the root's first; empty for the children of the root */
    private XmlDecoder(Reader input, List<String> path) {
        this.input = new Bounded(input);
        this.path = List.copyOf(path);
    }

    /** Decoded as all text is, and not by the parser, for which one wrong byte would be the end of the file. */
    static XmlDecoder open(InputStream input, FormatOptions options) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(input);
        buffered.mark(START);
        String start = new String(buffered.readNBytes(START), StandardCharsets.ISO_8859_1);
        buffered.reset();
        Matcher declared = ENCODING.matcher(start);
        Charset charset = declared.matches() ? charset(declared.group(1)) : options.encoding();
        return new XmlDecoder(Encodings.reader(buffered, charset), options.path());
    }

    private static Charset charset(String name) throws Damaged {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new Damaged("The XML declares an encoding that is not known here; write it in UTF-8.");
        }
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        try {
            return next(position, reader());
        } catch (SeraiException e) {
            throw e;
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof Damaged known) {
                throw known;
            }
            throw notWellFormed();
        } catch (RuntimeException e) {
            throw notWellFormed();
        }
    }

    /** The parser's own words may quote the data. */
    private static Damaged notWellFormed() {
        return new Damaged("The XML is not well-formed here, or ends too early; what follows cannot be read.");
    }

    private XMLStreamReader reader() throws XMLStreamException {
        if (reader.isEmpty()) {
            // The JDK's: another one on the class path may not know these limits.
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            reader = Optional.of(factory.createXMLStreamReader(input));
        }
        return reader.get();
    }

    private Optional<RawItem> next(long position, XMLStreamReader xml) throws XMLStreamException, Damaged {
        input.begin();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD ->
                    throw new Damaged("The XML declares a document type, which is refused; write it without.");
                case XMLStreamConstants.START_ELEMENT -> {
                    open.add(xml.getLocalName());
                    if (isRecord()) {
                        RawItem item = record(position, xml);
                        open.remove(open.size() - 1);
                        return Optional.of(item);
                    }
                    refuseDepth(open.size());
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
                default -> {}
            }
            input.begin();
        }
        return Optional.empty();
    }

    private boolean isRecord() {
        return path.isEmpty() ? open.size() == 2 : open.equals(path);
    }

    private static void refuseDepth(int depth) throws Damaged {
        if (depth > DEEPEST) {
            throw new Damaged("The XML has more than " + DEEPEST + " levels.");
        }
    }

    private RawItem record(long position, XMLStreamReader xml) throws XMLStreamException, Damaged {
        bad = false;
        JsonNode json = element(xml, 1);
        if (bad) {
            return JsonText.malformed(
                    position, "The record holds bytes that are not in the file's encoding.", json.toString());
        }
        if (json instanceof ObjectNode record) {
            return new RawItem.Read(position, new JsonRecord(record));
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("#text", json);
        return new RawItem.Read(position, new JsonRecord(record));
    }

    /** The element that has just begun, up to its end. */
    private JsonNode element(XMLStreamReader xml, int depth) throws XMLStreamException, Damaged {
        refuseDepth(depth);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i);
            bad |= value.indexOf(Encodings.BAD) >= 0;
            object.put("@" + xml.getAttributeLocalName(i), value);
        }
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = xml.getLocalName();
                    add(object, name, element(xml, depth + 1));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Damaged("The XML refers to an entity, which is refused; write the text itself.");
                default -> {}
            }
        }
        String said = text.toString().strip();
        bad |= said.indexOf(Encodings.BAD) >= 0;
        if (object.isEmpty()) {
            return said.isEmpty() ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(said);
        }
        if (!said.isEmpty()) {
            object.put("#text", said);
        }
        return object;
    }

    private static void add(ObjectNode object, String name, JsonNode value) {
        JsonNode known = object.get(name);
        if (known == null) {
            object.set(name, value);
        } else if (known instanceof ArrayNode list) {
            list.add(value);
        } else {
            object.putArray(name).add(known).add(value);
        }
    }

    /** Ends a record that is longer than one may be: what a parser holds in memory has no other bound. */
    private static final class Bounded extends FilterReader {
        private long left = MAX_RECORD;

        Bounded(Reader input) {
            super(input);
        }

        void begin() {
            left = MAX_RECORD;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new Damaged(
                        "A record is longer than " + MAX_RECORD + " characters; what follows cannot be read.");
            }
            return read;
        }
    }
}
