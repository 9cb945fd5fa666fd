import { Bars } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, part, text } from '../chart/table';
import { Answer } from '../shared/Answer';
import { type Insight, useConsents, useFill } from './queries';

/** How much is known, and what people have agreed to. */
export function Quality() {
  return (
    <div className="serai-parts">
      <Answer query={useFill()}>{(insight) => <Fill insight={insight} />}</Answer>
      <Answer query={useConsents()}>{(insight) => <Consents insight={insight} />}</Answer>
    </div>
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
