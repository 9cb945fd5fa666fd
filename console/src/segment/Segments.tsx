import { Button } from '@patternfly/react-core';
import { Link } from 'react-router';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { count } from '../shared/words';
import { DependentLinks } from './Dependents';
import { type SegmentState, useSegments } from './queries';

const COLUMNS: Column<SegmentState>[] = [
  { label: 'Segment', cell: ({ name }) => <Link to={`/segments/${name}`}>{name}</Link> },
  {
    label: 'State',
    cell: ({ name, state, error }) => <StateLabel state={state} to={error ? `/segments/${name}` : undefined} />,
  },
  { label: 'Members', cell: ({ members }) => count(members), numeric: true },
  { label: 'Computed', cell: ({ computedAt }) => <When at={computedAt} /> },
  { label: 'Lag', cell: ({ lag }) => count(lag), numeric: true },
  { label: 'Used by', cell: ({ name }) => <DependentLinks name={name} /> },
];

/** Who can be addressed: every segment, how large it is, and whether it is up to date. */
export function Segments() {
  const segments = useSegments();
  const may = useMay('segment-try');
  return (
    <Screen
      title="Segments"
      about="People who have something in common, kept up to date by themselves."
      command="segment list"
      actions={may && <NewLink />}
    >
      <Answer query={segments}>
        {(all) => (
          <Rows
            label="Segments"
            columns={COLUMNS}
            rows={all.segments}
            id={({ name }) => name}
            empty={
              <>
                A segment is a condition, such as who bought within 90 days.{' '}
                {may && <Link to="/new/segments">Make the first one.</Link>}
              </>
            }
          />
        )}
      </Answer>
    </Screen>
  );
}

const NewLink = () => (
  <Button size="sm" component={(props) => <Link {...props} to="/new/segments" />}>
    New segment
  </Button>
);
