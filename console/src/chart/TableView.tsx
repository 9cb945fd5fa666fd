import { Rows } from '../shared/Rows';
import { type Column, type Row, shown, type Table } from './table';

/** The numbers of a chart. */
export function TableView({ label, table }: { label: string; table: Table }) {
  const ids = new Map(table.rows.map((row, at) => [row, at]));
  const columns = table.columns.map((column: Column) => ({
    label: column.label,
    numeric: column.kind !== 'text',
    cell: (row: Row) => <span className="serai-breakable">{shown(column, row)}</span>,
  }));
  return (
    <div className="serai-scroll" tabIndex={0} role="region" aria-label={label}>
      <Rows
        label={label}
        columns={columns}
        rows={table.rows}
        id={(row) => ids.get(row) ?? 0}
        empty="There are no numbers in this span."
      />
    </div>
  );
}
