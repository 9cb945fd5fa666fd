import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Pages } from '../shared/Pages';
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
  return (
    <Pages query={useSyncRecords(name)} of={(page) => page}>
      {(rows) => (
        <Rows
          label="Records"
          columns={COLUMNS}
          rows={rows}
          id={(record) => record.id}
          empty="It has sent nobody yet, and nobody waits."
        />
      )}
    </Pages>
  );
}
