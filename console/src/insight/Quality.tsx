import { Bars } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, part, type Row, text } from '../chart/table';
import { Answer } from '../shared/Answer';
import { ago } from '../shared/words';
import { numberOf, textOf } from './numbers';
import { type Insight, useConsents, useFill, useFreshness } from './queries';

/** How much is known, how fresh it is, and what people have agreed to. */
export function Quality() {
  return (
    <>
      <Answer query={useFill()}>{(insight) => <Fill insight={insight} />}</Answer>
      <Answer query={useConsents()}>{(insight) => <Consents insight={insight} />}</Answer>
      <Answer query={useFreshness()}>{(insight) => <Freshness insight={insight} />}</Answer>
    </>
  );
}

function Fill({ insight: { at, rows } }: { insight: Insight }) {
  return (
    <Panel
      id="fill"
      title="Fill rate"
      about="Profiles that have a trait, or any identifier of a namespace. Traits that are personal data are sealed and not counted."
      at={at}
      table={{
        columns: [text('field', 'Field'), number('filled', 'Profiles'), part('of_profiles', 'Share of profiles')],
        rows,
      }}
    >
      <Bars
        label="Fill rate"
        rows={rows}
        of="field"
        series={[{ key: 'of_profiles', label: 'Share of profiles' }]}
        isShare
      />
    </Panel>
  );
}

function Consents({ insight: { at, rows } }: { insight: Insight }) {
  return (
    <Panel
      id="consents"
      title="Consent coverage"
      about="What profiles said, by purpose; unknown if nothing."
      at={at}
      table={{
        columns: [
          text('purpose', 'Purpose'),
          number('granted', 'Granted'),
          number('denied', 'Denied'),
          number('unknown', 'Unknown'),
          part('of_profiles', 'Granted, of all'),
        ],
        rows,
      }}
    >
      <Bars
        label="Consents by purpose"
        rows={rows}
        of="purpose"
        isStacked
        series={[
          { key: 'granted', label: 'Granted' },
          { key: 'denied', label: 'Denied' },
          { key: 'unknown', label: 'Unknown' },
        ]}
      />
    </Panel>
  );
}

const HOUR = 3_600_000;

function Freshness({ insight: { at, rows } }: { insight: Insight }) {
  const now = Date.parse(at);
  const stamps = Object.keys(rows[0] ?? {}).filter((key) => typeof rows[0]?.[key] === 'string' && key !== 'stream');
  const hours = rows.map((row): Row => {
    const age = (key: string) => (textOf(row[key]) === '' ? undefined : (now - Date.parse(textOf(row[key]))) / HOUR);
    return { stream: row.stream, ...Object.fromEntries(stamps.map((key) => [key, age(key)])) };
  });
  const told = rows.map((row): Row => ({
    ...row,
    ...Object.fromEntries(stamps.map((key) => [key, textOf(row[key]) && ago(textOf(row[key]), now)])),
    records: numberOf(row.records),
  }));
  return (
    <Panel
      id="freshness"
      title="Freshness"
      about="How old the records of each stream are, in hours: the latest, and the one in the middle."
      at={at}
      table={{
        columns: [
          text('stream', 'Stream'),
          number('records', 'Records'),
          ...stamps.map((key) => text(key, key.replaceAll('_', ' '))),
        ],
        rows: told,
      }}
    >
      <Bars
        label="Age of records in hours"
        rows={hours}
        of="stream"
        series={stamps.map((key) => ({ key, label: `${key.replaceAll('_', ' ')} (hours)` }))}
      />
    </Panel>
  );
}
