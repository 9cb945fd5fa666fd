import { Bars } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, type Row, text } from '../chart/table';
import { Answer } from '../shared/Answer';
import { ago } from '../shared/words';
import { textOf } from './numbers';
import { type Insight, useFreshness } from './queries';

/** How old what is known is; apart from the rest, for it goes through every record. */
export function Freshness() {
  return <Answer query={useFreshness()}>{(insight) => <Streams insight={insight} />}</Answer>;
}

const HOUR = 3_600_000;
const STAMPS = ['latest', 'middle'];

/** The row with its moments made something else. */
const withStamps = (row: Row, of: (at: string) => string | number | undefined): Row => ({
  ...row,
  ...Object.fromEntries(STAMPS.map((key) => [key, textOf(row[key]) === '' ? undefined : of(textOf(row[key]))])),
});

function Streams({ insight: { at, rows } }: { insight: Insight }) {
  const now = Date.parse(at);
  return (
    <Panel
      id="freshness"
      title="Freshness"
      about="How old the records of each stream are: the latest, and the one in the middle, to the hour."
      at={at}
      table={{
        columns: [
          text('stream', 'Stream'),
          number('records', 'Records'),
          text('latest', 'The latest'),
          text('middle', 'The middle one'),
        ],
        rows: rows.map((row) => withStamps(row, (stamp) => ago(stamp, now))),
      }}
    >
      <Bars
        label="Age of records in hours"
        rows={rows.map((row) => withStamps(row, (stamp) => (now - Date.parse(stamp)) / HOUR))}
        of="stream"
        series={[
          { key: 'latest', label: 'The latest, in hours' },
          { key: 'middle', label: 'The middle one, in hours' },
        ]}
      />
    </Panel>
  );
}
