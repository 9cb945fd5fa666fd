import { Lines } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, pivot, text } from '../chart/table';
import { SpanChoice, useSpanWord } from '../segment/SpanChoice';
import { spanOf } from '../segment/days';
import { useSizes } from '../segment/queries';
import { FailureBox } from '../shared/Answer';
import { Failure } from '../api/client';

/** Members of several segments over the same days. */
export function Sizes({ names }: { names: string[] }) {
  const [word] = useSpanWord();
  const { rows, error, at, isBusy } = useSizes(names, spanOf(word));
  const { rows: days, series } = pivot(rows, 'day', 'segment', 'members');
  return (
    <>
      <SpanChoice />
      {error && <FailureBox failure={Failure.of(error)} />}
      <div aria-busy={isBusy}>
        <Panel
          id="sizes"
          title="Size of segments over time"
          about="Members at the end of each day in UTC."
          at={at}
          table={{ columns: [text('day', 'Day'), ...series.map((name) => number(name, name))], rows: days }}
        >
          <Lines
            label="Members by day and segment"
            rows={days}
            x="day"
            series={series.map((key) => ({ key, label: key }))}
          />
        </Panel>
      </div>
    </>
  );
}
