import {
  Button,
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  Content,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import DownloadIcon from '@patternfly/react-icons/dist/esm/icons/download-icon';
import { type ReactNode, Suspense } from 'react';
import { useAddress } from '../shared/address';
import { csv, download } from '../shared/csv';
import { When } from '../shared/When';
import type { Table } from './table';
import { TableView } from './TableView';

interface PanelProps {
  /** In the address and in the name of the file. */
  id: string;
  title: string;
  about: ReactNode;
  /** When the numbers were computed. */
  at?: string;
  table: Table;
  children: ReactNode;
}

/** A chart, its numbers as a table, and both as a file. Which of them is in sight stands in the address. */
export function Panel({ id, title, about, at, table, children }: PanelProps) {
  const [view, setView] = useAddress(`${id}-view`, 'chart');
  const save = () =>
    download(
      `${id}.csv`,
      'text/csv',
      csv(
        table.columns.map(({ key }) => key),
        table.rows.map((row) => table.columns.map(({ key }) => cell(row[key]))),
      ),
    );
  const show = (word: string, label: string) => (
    <ToggleGroupItem
      text={label}
      aria-label={`${title}: ${label.toLowerCase()}`}
      isSelected={view === word}
      onChange={() => setView(word)}
    />
  );
  return (
    <Card isCompact component="section" aria-label={title}>
      <CardHeader
        hasWrap
        actions={{
          hasNoOffset: true,
          actions: (
            <>
              <ToggleGroup isCompact aria-label={`${title}: how it is shown`}>
                {show('chart', 'Chart')}
                {show('table', 'Table')}
              </ToggleGroup>
              <Button variant="plain" aria-label={`${title}: download as CSV`} icon={<DownloadIcon />} onClick={save} />
            </>
          ),
        }}
      >
        <CardTitle component="h2">{title}</CardTitle>
        <Content component="small">
          {about}
          {at && (
            <>
              {' '}
              Computed <When at={at} />.
            </>
          )}
        </Content>
      </CardHeader>
      <CardBody>
        {view === 'table' ? (
          <TableView label={title} table={table} />
        ) : table.rows.length === 0 ? (
          <Content component="p">There are no numbers in this span.</Content>
        ) : (
          <Suspense fallback={<div className="serai-chart" aria-busy="true" />}>{children}</Suspense>
        )}
      </CardBody>
    </Card>
  );
}

const cell = (value: string | number | boolean | undefined): string | number =>
  typeof value === 'boolean' ? String(value) : (value ?? '');
