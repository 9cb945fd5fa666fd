import { Lines } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { everyDay, number, pivot, text } from '../chart/table';
import { SpanChoice, useSpanWord } from '../segment/SpanChoice';
import { spanOf } from '../segment/days';
import { Answer } from '../shared/Answer';
import { type Insight, type Span, useEvents, useProfiles } from './queries';

/** How much comes in. */
export function Growth() {
  const [word] = useSpanWord();
  const span = spanOf(word);
  return (
    <div className="serai-parts">
      <SpanChoice />
      <Answer query={useProfiles(span)}>{(insight) => <Profiles insight={insight} span={span} />}</Answer>
      <Answer query={useEvents(span)}>{(insight) => <Events insight={insight} span={span} />}</Answer>
    </div>
  );
}

interface PartProps {
  insight: Insight;
  span: Span;
}

function Profiles({ insight: { at, rows }, span }: PartProps) {
  const days = everyDay(rows, 'time', span.from, span.to, ['profiles']);
  return (
    <Panel
      id="profiles"
      title="New profiles"
      about="By the day on which any of their records was first seen."
      at={at}
      table={{ columns: [text('time', 'Day'), number('profiles', 'Profiles')], rows: days }}
    >
      <Lines label="New profiles by day" rows={days} x="time" series={[{ key: 'profiles', label: 'Profiles' }]} />
    </Panel>
  );
}

function Events({ insight: { at, rows }, span }: PartProps) {
  const { rows: byDay, series } = pivot(rows, 'moment', 'type', 'events');
  const days = series.length === 0 ? [] : everyDay(byDay, 'moment', span.from, span.to, series);
  return (
    <Panel
      id="events"
      title="Events"
      about="By the day on which they happened, and type."
      at={at}
      table={{ columns: [text('moment', 'Day'), ...series.map((type) => number(type, type))], rows: days }}
    >
      <Lines
        label="Events by day and type"
        rows={days}
        x="moment"
        series={series.map((key) => ({ key, label: key }))}
      />
    </Panel>
  );
}
