import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Panel } from '../chart/Panel';
import { number, type Table as Numbers, text } from '../chart/table';
import { SpanChoice, useSpanWord } from '../segment/SpanChoice';
import { spanOf } from '../segment/days';
import { Answer } from '../shared/Answer';
import { count, percent } from '../shared/words';
import { FunnelPanel } from './FunnelPanel';
import { type Cohort, cohortsOf, heat } from './numbers';
import { type Insight, useCohorts } from './queries';

/** What people do, and whether they come back. */
export function Behaviour() {
  const [word] = useSpanWord();
  return (
    <div className="serai-parts">
      <SpanChoice />
      <FunnelPanel />
      <Answer query={useCohorts(spanOf(word))}>{(insight) => <Cohorts insight={insight} />}</Answer>
    </div>
  );
}

const NUMBERS = [
  text('cohort', 'Week of the first event'),
  number('weeks_later', 'Weeks later'),
  number('profiles', 'Profiles'),
];

function Cohorts({ insight: { at, rows } }: { insight: Insight }) {
  const table: Numbers = { columns: NUMBERS, rows };
  return (
    <Panel
      id="cohorts"
      title="Retention"
      about="Those whose first event of all lies in a week, and how many of them did anything so many weeks later."
      at={at}
      table={table}
    >
      <Heat cohorts={cohortsOf(rows)} />
    </Panel>
  );
}

function Heat({ cohorts }: { cohorts: Cohort[] }) {
  const weeks = Math.max(0, ...cohorts.map((cohort) => cohort.weeks.length));
  return (
    <div className="serai-scroll" tabIndex={0} role="region" aria-label="Retention by cohort">
      <Table aria-label="Retention" variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            <Th>Cohort</Th>
            <Th className="serai-number">Profiles</Th>
            {Array.from({ length: weeks }, (_, week) => (
              <Th key={week} className="serai-number">
                +{week}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {cohorts.map(({ cohort, size, weeks: later }) => (
            <Tr key={cohort}>
              <Th scope="row">{cohort}</Th>
              <Td className="serai-number">{count(size)}</Td>
              {later.map((profiles, week) => (
                <Td key={week} className={`serai-number serai-heat-${size > 0 ? heat((profiles ?? 0) / size) : 0}`}>
                  {profiles === undefined ? '' : percent(profiles, size)}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
