import { Alert } from '@patternfly/react-core';
import { Link, useParams } from 'react-router';
import type { Shapes } from '../api/client';
import { Lost } from '../app/Lost';
import { Runs } from '../run/Runs';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Deed, Outcomes } from '../shared/Deed';
import { Facts } from '../shared/Facts';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { Titled } from '../shared/Titled';
import { When } from '../shared/When';
import { useSourceDeed, useSources } from './queries';

type Source = Shapes['Source'];

/** One stream of a source: how it stands, what its runs brought, and what can be done. */
export function SourcePage() {
  const { stream = '' } = useParams();
  return (
    <Answer query={useSources()}>
      {(all) => {
        const source = all.find((one) => one.stream === stream);
        return source ? <Page key={stream} source={source} /> : <Lost />;
      }}
    </Answer>
  );
}

function Page({ source }: { source: Source }) {
  const { stream } = source;
  return (
    <Screen
      title={stream}
      about={<Link to="/sources">All sources</Link>}
      command={`run list --kind import --name ${stream}`}
    >
      <div className="serai-stack">
        <Steering source={source} />
        {source.error && (
          <Alert variant="danger" isInline title={source.errorCode ?? 'Failed'}>
            {source.error}
          </Alert>
        )}
        <State source={source} />
        <Titled title="Last runs">
          <Runs kind="import" name={stream} empty="Nothing has been read yet. Read it now." />
        </Titled>
      </div>
    </Screen>
  );
}

function Steering({ source: { stream, state, readingSince } }: { source: Source }) {
  const run = useSourceDeed(stream, 'run');
  const cancel = useSourceDeed(stream, 'cancel');
  const pause = useSourceDeed(stream, 'pause');
  const resume = useSourceDeed(stream, 'resume');
  if (!useMay('source-run')) {
    return null;
  }
  return (
    <>
      <div className="serai-deeds">
        {state === 'paused' ? (
          <Deed label="Resume" variant="primary" deed={resume} />
        ) : (
          <>
            <Deed label="Read now" variant="primary" deed={run} />
            {readingSince && <Deed label="Cancel the read" deed={cancel} />}
            <Deed label="Pause" deed={pause} />
          </>
        )}
      </div>
      <Outcomes
        deeds={[
          { deed: run, done: 'It is looked at now; what is new shows below.' },
          { deed: cancel, done: 'The read ends at its next batch; the next one goes on there.' },
          { deed: pause, done: 'Paused: nothing reads it until it is resumed.' },
          { deed: resume, done: 'Resumed.' },
        ]}
      />
    </>
  );
}

function State({ source }: { source: Source }) {
  const mayLetters = useMay('people-read');
  const mayDefinition = useMay('connection-define');
  const [name = ''] = source.stream.split('.');
  const at = encodeURIComponent(source.stream);
  return (
    <Facts
      facts={{
        State: <StateLabel state={source.state} />,
        Connector: source.connector,
        Schedule: source.schedule ? <code>{source.schedule}</code> : 'as its connector does',
        'Last look': <When at={source.lookedAt} />,
        'Being read since': source.readingSince && <When at={source.readingSince} />,
        'New fields': source.newFields?.join(', '),
        Route: <Link to={`/routes/source.${at}`}>source.{source.stream}</Link>,
        'Dead letters': mayLetters && <Link to={`/dead-letters?name=${at}`}>What could not be taken in</Link>,
        Definition: mayDefinition && <Link to={`/settings/sources/${name}`}>{name}</Link>,
      }}
    />
  );
}
