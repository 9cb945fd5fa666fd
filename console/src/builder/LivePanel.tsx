import { Alert, Button, Content, Progress, ProgressMeasureLocation, Spinner, Title } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { useMay } from '../session/session';
import { FailureBox } from '../shared/Answer';
import { When } from '../shared/When';
import { count, many, percent } from '../shared/words';
import type { Live } from './live';

/** Who would be in it now, counted while one works; or why that cannot be told, and what helps. */
export function LivePanel({ live, rest }: { live: Live; rest: string[] }) {
  const { said, counting, stop, again } = live;
  const preview = said?.preview;
  return (
    <section aria-label="Who would be in it" aria-busy={counting} className="serai-counted">
      <div className="serai-live-head">
        <Title headingLevel="h2" size="lg">
          Who would be in it
        </Title>
        {counting ? (
          <Button variant="link" size="sm" icon={<Spinner size="sm" aria-label="Counting" />} onClick={stop}>
            Stop counting
          </Button>
        ) : (
          <Button variant="link" size="sm" onClick={again}>
            Count again
          </Button>
        )}
      </div>
      {said?.failure && <Refusal live={live} rest={rest} />}
      {preview && (
        <div aria-live="polite" className={counting ? 'serai-old' : undefined}>
          <p className="serai-figure">{many(preview.members, 'profile')}</p>
          <Progress
            aria-label="Share of all profiles"
            value={preview.profiles === 0 ? 0 : (100 * preview.members) / preview.profiles}
            label={percent(preview.members, preview.profiles)}
            measureLocation={ProgressMeasureLocation.outside}
            size="sm"
          />
          <Content component="small">
            of {count(preview.profiles)}, counted <When at={preview.at} />
            {counting && '; being counted anew'}
          </Content>
          <Sample members={preview.sample} />
        </div>
      )}
    </section>
  );
}

function Refusal({ live: { said, again }, rest }: { live: Live; rest: string[] }) {
  const failure = said?.failure;
  if (failure?.problem.code !== 'CONFIG_INVALID') {
    return failure ? <FailureBox failure={failure} retry={again} /> : null;
  }
  return (
    <Alert variant="warning" isInline title="It cannot be counted yet">
      {rest.length === 0 ? (
        <p>What is wrong is said at each condition.</p>
      ) : (
        rest.map((line) => (
          <p key={line} className="serai-breakable">
            {line}
          </p>
        ))
      )}
    </Alert>
  );
}

type Member = Shapes['SampleMember'];

const SHOWN = 3;

/** What is known of somebody, in short; what is personal comes masked. */
const known = ({ traits }: Member): string =>
  Object.values(traits ?? {})
    .filter((value) => typeof value !== 'object')
    .slice(0, SHOWN)
    .join(', ');

function Sample({ members }: { members: Member[] }) {
  const may = useMay('people-read');
  return (
    may &&
    members.length > 0 && (
      <>
        <p>Some of them:</p>
        <ul className="serai-sample">
          {members.map((member) => (
            <li key={member.id}>
              <Link to={`/profiles/${member.id}`}>{member.id}</Link>{' '}
              <span className="serai-quiet">{known(member)}</span>
            </li>
          ))}
        </ul>
      </>
    )
  );
}
