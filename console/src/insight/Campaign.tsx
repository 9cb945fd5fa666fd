import { Lines } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, text } from '../chart/table';
import { SpanChoice, useSpanWord } from '../segment/SpanChoice';
import { spanOf } from '../segment/days';
import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { Choice } from '../shared/Choice';
import { useSyncs } from '../sync/queries';
import { type Insight, useRunsOf } from './queries';

/** One sync over time: what its runs sent and took away, and how many the destination holds of it. */
export function Campaign() {
  const names = (useSyncs().data ?? []).map(({ name }) => name);
  const [sync, setSync] = useAddress('sync', names[0] ?? '');
  const [days] = useSpanWord();
  const runs = useRunsOf(sync, spanOf(days));
  return names.length === 0 ? null : (
    <>
      <div className="serai-pair">
        <Choice
          label="Sync"
          value={sync}
          options={Object.fromEntries(names.map((name) => [name, name]))}
          onChoose={setSync}
        />
        <SpanChoice />
      </div>
      <Answer query={runs}>{(insight) => <Runs sync={sync} insight={insight} />}</Answer>
    </>
  );
}

function Runs({ sync, insight: { at, rows } }: { sync: string; insight: Insight }) {
  return (
    <Panel
      id="runs"
      title={`Runs of ${sync}`}
      about="What each run sent and took away, and how many of the selected the destination held when it ended; the last 1,000 runs at most."
      at={at}
      table={{
        columns: [
          text('run', 'Run'),
          text('started', 'Began'),
          text('state', 'State'),
          number('selected', 'Selected'),
          number('sent', 'Added or changed'),
          number('removed', 'Removed'),
          number('rejected', 'Rejected'),
          number('withheld', 'Withheld'),
          number('pending', 'Pending'),
          number('held', 'Held there'),
        ],
        rows,
      }}
    >
      <Lines
        label={`Runs of ${sync}`}
        rows={rows}
        x="started"
        series={[
          { key: 'held', label: 'Held there' },
          { key: 'sent', label: 'Added or changed' },
          { key: 'removed', label: 'Removed' },
          { key: 'rejected', label: 'Rejected' },
          { key: 'withheld', label: 'Withheld' },
        ]}
      />
    </Panel>
  );
}
