import { Grid, GridItem } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Lines } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, text } from '../chart/table';
import { Answer } from '../shared/Answer';
import { Facts } from '../shared/Facts';
import { type Column, Rows } from '../shared/Rows';
import { StateLabel } from '../shared/StateLabel';
import { Titled } from '../shared/Titled';
import { When } from '../shared/When';
import { count } from '../shared/words';
import { spanOf } from './days';
import { Dependents } from './Dependents';
import { useDays, useFlow } from './queries';
import { SpanChoice, useSpanWord } from './SpanChoice';

/** How a segment stands, how its size went, and where its members came from and went. */
export function SegmentOverview({ segment }: { segment: Shapes['Segment'] }) {
  const { name, state, members, computedAt, lag } = segment;
  const [word] = useSpanWord();
  const days = useDays(name, spanOf(word));
  const today = days.data?.days.at(-1);
  return (
    <div className="serai-parts">
      <Facts
        facts={{
          State: <StateLabel state={state} />,
          Members: count(members),
          Computed: <When at={computedAt} />,
          'Changes not looked at yet': count(lag),
          'Entered today (UTC)': count(today?.entered),
          'Left today (UTC)': count(today?.exited),
        }}
      />
      <SpanChoice />
      <Answer query={days}>{({ days: rows }) => <Size rows={rows} at={computedAt} />}</Answer>
      <Flow name={name} />
      <Dependents name={name} />
    </div>
  );
}

const COLUMNS = [
  text('day', 'Day'),
  number('members', 'Members'),
  number('entered', 'Entered'),
  number('exited', 'Left'),
];

function Size({
  rows,
  at,
}: {
  rows: { day: string; members: number; entered: number; exited: number }[];
  at?: string;
}) {
  return (
    <Panel
      id="size"
      title="Size over time"
      about="Members at the end of each day in UTC."
      at={at}
      table={{ columns: COLUMNS, rows: rows.map((row) => ({ ...row })) }}
    >
      <Lines
        label="Members, and who entered and left, by day"
        rows={rows.map((row) => ({ ...row }))}
        x="day"
        series={[
          { key: 'members', label: 'Members' },
          { key: 'entered', label: 'Entered' },
          { key: 'exited', label: 'Left' },
        ]}
      />
    </Panel>
  );
}

const FLOW: Column<Shapes['SegmentFlow']>[] = [
  { label: 'Segment', cell: ({ segment }) => <Link to={`/segments/${segment}`}>{segment}</Link> },
  { label: 'Profiles', cell: ({ profiles }) => count(profiles), numeric: true },
];

function Flow({ name }: { name: string }) {
  const [word] = useSpanWord();
  const flow = useFlow(name, spanOf(word));
  return (
    <Answer query={flow}>
      {({ cameFrom, wentTo }) => (
        <Grid hasGutter md={6}>
          <Neighbours
            title="Came from"
            about="Segments that those left who entered this one in these days."
            rows={cameFrom}
            empty="Nobody who entered has left another segment."
          />
          <Neighbours
            title="Went to"
            about="Segments that those entered who left this one in these days."
            rows={wentTo}
            empty="Nobody who left has entered another segment."
          />
        </Grid>
      )}
    </Answer>
  );
}

interface NeighboursProps {
  title: string;
  about: string;
  rows: Shapes['SegmentFlow'][];
  empty: string;
}

function Neighbours({ title, about, rows, empty }: NeighboursProps) {
  return (
    <GridItem>
      <Titled title={title} about={about}>
        <Rows label={title} columns={FLOW} rows={rows} id={({ segment }) => segment} empty={empty} />
      </Titled>
    </GridItem>
  );
}
