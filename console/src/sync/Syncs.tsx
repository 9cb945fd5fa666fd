import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { count } from '../shared/words';
import { useSyncs } from './queries';

const COLUMNS: Column<Shapes['SyncState']>[] = [
  { label: 'Sync', cell: (sync) => <Link to={`/syncs/${sync.name}`}>{sync.name}</Link> },
  { label: 'State', cell: (sync) => <StateLabel state={sync.state ?? ''} to={`/syncs/${sync.name}`} /> },
  { label: 'Destination', cell: (sync) => sync.destination },
  { label: 'Last run', cell: (sync) => <When at={sync.lastRun?.startedAt} /> },
  { label: 'Held there', numeric: true, cell: (sync) => count(sync.ledger) },
  { label: 'Delivered', numeric: true, cell: (sync) => count(sync.counts?.delivered) },
  { label: 'Rejected', numeric: true, cell: (sync) => count(sync.counts?.rejected) },
  { label: 'Withheld', numeric: true, cell: (sync) => count(sync.counts?.withheld) },
  { label: 'Waiting', numeric: true, cell: (sync) => count(sync.outbox) },
];

/** What is kept in step with what, and how that goes. */
export function Syncs() {
  const syncs = useSyncs();
  return (
    <Screen title="Syncs" about="Each keeps one destination in step with one segment." command="sync list">
      <Answer query={syncs}>
        {(all) => (
          <Rows
            label="Syncs"
            columns={COLUMNS}
            rows={all}
            id={(sync) => sync.name ?? ''}
            empty={
              <>
                A sync sends a segment to a destination. <Link to="/start">Make one</Link>, or put a file into{' '}
                <code>config/syncs</code>.
              </>
            }
          />
        )}
      </Answer>
    </Screen>
  );
}
