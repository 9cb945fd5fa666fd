import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { useTraces } from './queries';

type Trace = Shapes['SyncTrace'];

const COLUMNS: Column<Trace>[] = [
  { label: 'Sync', cell: ({ sync }) => <Link to={`/syncs/${sync}`}>{sync}</Link> },
  { label: 'Destination', cell: ({ destination }) => destination },
  { label: 'There', cell: ({ state }) => (state === 'held' ? 'yes' : (state ?? 'no')) },
  { label: 'Waiting', cell: ({ waiting, inJob }) => waiting ?? (inJob ? 'in a job' : '–') },
  { label: 'Refused', cell: ({ refused }) => (refused ? <StateLabel state="rejected" to="/dead-letters" /> : '–') },
  { label: 'Attempts', cell: ({ attempts }) => attempts, numeric: true },
  { label: 'Last change', cell: ({ updatedAt }) => <When at={updatedAt} /> },
];

/** Which destinations hold a person, or held them. */
export function Traces({ id }: { id: number }) {
  return (
    <Answer query={useTraces(id)}>
      {({ syncs }) => (
        <Rows
          label="Syncs"
          columns={COLUMNS}
          rows={syncs}
          id={({ sync, id: record }) => `${sync} ${record}`}
          empty="No sync has sent this person anywhere. The dry run of a sync tells whom it withholds, and why."
        />
      )}
    </Answer>
  );
}
