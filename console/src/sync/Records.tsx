import { Button } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { useSyncRecords } from './queries';

const COLUMNS: Column<Shapes['SyncRecord']>[] = [
  { label: 'Profile', cell: (record) => <Link to={`/profiles/${record.profileId}`}>{record.profileId}</Link> },
  { label: 'There', cell: (record) => (record.state === 'held' ? 'yes' : (record.state ?? 'no')) },
  { label: 'Waiting', cell: (record) => record.waiting ?? '–' },
  { label: 'Refused', cell: (record) => (record.refused ? <StateLabel state="rejected" to="/dead-letters" /> : '–') },
  { label: 'Attempts', numeric: true, cell: (record) => record.attempts },
  { label: 'In a job', cell: (record) => (record.inJob ? 'yes' : '–') },
  { label: 'Since', cell: (record) => <When at={record.updatedAt} /> },
];

/** What the sync knows of each member. */
export function Records({ name }: { name: string }) {
  const records = useSyncRecords(name);
  return (
    <Answer query={records}>
      {({ pages }) => (
        <>
          <Rows
            label="Records"
            columns={COLUMNS}
            rows={pages.flat()}
            id={(record) => record.id}
            empty="It has sent nobody yet, and nobody waits."
          />
          {records.hasNextPage && (
            <Button variant="link" isLoading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
              Show more
            </Button>
          )}
        </>
      )}
    </Answer>
  );
}
