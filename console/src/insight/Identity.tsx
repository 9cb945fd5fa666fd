import { Bars, Lines } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { everyDay, number, text } from '../chart/table';
import { useChoices } from '../builder/choices';
import { Picks } from '../shared/Picks';
import { SpanChoice, useSpanWord } from '../segment/SpanChoice';
import { spanOf } from '../segment/days';
import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { unfold } from './numbers';
import { type Insight, type Span, useIdentified, useMerges, useRecords } from './queries';

/** How well records are known to be people. */
export function Identity() {
  const [by, setBy] = useAddress('by');
  const [word] = useSpanWord();
  const span = spanOf(word);
  const { namespaces } = useChoices();
  return (
    <div className="serai-parts">
      <Picks label="Identified by" values={by} options={namespaces} onChange={setBy} none="any identifier" />
      <Answer query={useIdentified(by)}>{(insight) => <Identified insight={insight} />}</Answer>
      <Answer query={useRecords()}>{(insight) => <Records insight={insight} />}</Answer>
      <SpanChoice />
      <Answer query={useMerges(span)}>{(insight) => <Merges insight={insight} span={span} />}</Answer>
    </div>
  );
}

const WHAT = [text('what', 'What'), number('profiles', 'Profiles')];

function Identified({ insight: { at, rows } }: { insight: Insight }) {
  const bars = unfold(rows[0], [
    ['identified', 'Identified'],
    ['anonymous', 'Anonymous'],
  ]);
  return (
    <Panel
      id="identified"
      title="Identified and anonymous"
      about="Profiles with, and without, an identifier in any of the namespaces chosen."
      at={at}
      table={{ columns: WHAT, rows: bars }}
    >
      <Bars
        label="Identified and anonymous profiles"
        rows={bars}
        of="what"
        series={[{ key: 'profiles', label: 'Profiles' }]}
      />
    </Panel>
  );
}

function Records({ insight: { at, rows } }: { insight: Insight }) {
  const bars = unfold(rows[0], [
    ['records', 'Records'],
    ['profiles', 'Profiles'],
    ['merged', 'Of more than one record'],
  ]);
  const each = rows[0]?.records_per_profile;
  return (
    <Panel
      id="records"
      title="Records per profile"
      about={`${typeof each === 'number' ? each.toFixed(2) : '–'} records make a profile on average.`}
      at={at}
      table={{ columns: WHAT, rows: bars }}
    >
      <Bars label="Records and profiles" rows={bars} of="what" series={[{ key: 'profiles', label: 'Number' }]} />
    </Panel>
  );
}

function Merges({ insight: { at, rows }, span }: { insight: Insight; span: Span }) {
  const days = everyDay(rows, 'day', span.from, span.to, ['merges', 'splits']);
  return (
    <Panel
      id="merges"
      title="Merges and splits"
      about="Profiles that became one, and profiles that were divided, by day."
      at={at}
      table={{ columns: [text('day', 'Day'), number('merges', 'Merges'), number('splits', 'Splits')], rows: days }}
    >
      <Lines
        label="Merges and splits by day"
        rows={days}
        x="day"
        series={[
          { key: 'merges', label: 'Merges' },
          { key: 'splits', label: 'Splits' },
        ]}
      />
    </Panel>
  );
}
