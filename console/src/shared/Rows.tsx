import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { ReactNode } from 'react';

/** A column of a table. */
export interface Column<T> {
  label: string;
  cell: (row: T) => ReactNode;
  /** Numbers stand at the right, so that their digits do. */
  numeric?: boolean;
}

interface RowsProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  id: (row: T) => string | number;
  /** What to do when there is nothing yet. */
  empty: ReactNode;
}

/** A table that becomes a list of cards where there is no room for it. */
export function Rows<T>({ label, columns, rows, id, empty }: RowsProps<T>) {
  if (rows.length === 0) {
    return (
      <EmptyState variant="sm" titleText="Nothing here yet" headingLevel="h2">
        <EmptyStateBody>{empty}</EmptyStateBody>
      </EmptyState>
    );
  }
  return (
    <Table aria-label={label} variant="compact" gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          {columns.map((column) => (
            <Th key={column.label} modifier="nowrap" className={column.numeric ? 'serai-number' : undefined}>
              {column.label}
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={id(row)}>
            {columns.map((column) => (
              <Td key={column.label} dataLabel={column.label} className={column.numeric ? 'serai-number' : undefined}>
                {column.cell(row)}
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
