import { Button } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { useFreshness } from '../insight/queries';
import { textOf } from '../insight/numbers';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { count } from '../shared/words';
import { useSources } from './queries';

type Source = Shapes['Source'];

const at = ({ stream }: Source) => `/sources/${encodeURIComponent(stream)}`;

const columns = (newest: Map<string, string>): Column<Source>[] => [
  { label: 'Stream', cell: (source) => <Link to={at(source)}>{source.stream}</Link> },
  { label: 'State', cell: (source) => <StateLabel state={source.state} to={at(source)} /> },
  { label: 'Connector', cell: ({ connector }) => connector },
  { label: 'Schedule', cell: ({ schedule }) => (schedule ? <code>{schedule}</code> : '–') },
  { label: 'Last look', cell: ({ lookedAt }) => <When at={lookedAt} /> },
  { label: 'Last read', cell: ({ lastRun }) => <When at={lastRun?.startedAt} /> },
  { label: 'Newest record', cell: ({ stream }) => <When at={newest.get(stream)} /> },
  { label: 'Refused', numeric: true, cell: (source) => <Refused source={source} /> },
];

/** Where what is known of people comes from, and how that goes. */
export function Sources() {
  const freshness = useFreshness().data?.rows ?? [];
  const newest = new Map(freshness.map((row) => [textOf(row.stream), textOf(row.latest)]));
  return (
    <Screen
      title="Sources"
      about="Each stream brings records of one kind; its newest record says how far behind it is."
      actions={<New />}
      command="source list"
    >
      <Answer query={useSources()}>
        {(all) => (
          <Rows
            label="Sources"
            columns={columns(newest)}
            rows={all}
            id={({ stream }) => stream}
            empty={
              <>
                A source brings records of people. <Link to="/start">Start with a file</Link>, connect one, or put a
                definition into <code>config/sources</code>.
              </>
            }
          />
        )}
      </Answer>
    </Screen>
  );
}

function New() {
  const may = useMay('connection-define');
  return (
    may && (
      <Button size="sm" component={(props) => <Link {...props} to="/new/sources" />}>
        New source
      </Button>
    )
  );
}

/** Of the last run, with the way to their letters. */
function Refused({ source: { stream, lastRun } }: { source: Source }) {
  const may = useMay('people-read');
  const refused = lastRun && 'invalid' in lastRun.counts ? lastRun.counts.invalid : undefined;
  return refused && may ? (
    <Link to={`/dead-letters?name=${encodeURIComponent(stream)}`}>{count(refused)}</Link>
  ) : (
    count(refused)
  );
}
