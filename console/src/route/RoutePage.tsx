import { Alert, Title } from '@patternfly/react-core';
import { Link, useParams } from 'react-router';
import type { Shapes } from '../api/client';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Deed, Outcomes } from '../shared/Deed';
import { Facts } from '../shared/Facts';
import { Rows } from '../shared/Rows';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { useSourceDeed } from '../source/queries';
import { When } from '../shared/When';
import { count, duration } from '../shared/words';
import { FlowPicture } from './FlowPicture';
import { useRoute, useRouteDeed } from './queries';

/** One route: what it is for, what it carried, and its last failures. */
export function RoutePage() {
  const { id = '' } = useParams();
  const route = useRoute(id);
  return (
    <Screen title={id} about={<Link to="/routes?tab=list">All routes</Link>} command={`route show ${id}`}>
      <Answer query={route}>
        {(known) => (
          <>
            {(known.kind === 'source' || known.kind === 'sync') && <Steering route={known} />}
            {known.lastFailure && (
              <Alert variant="warning" isInline title={known.lastFailure.code}>
                {known.lastFailure.message} <When at={known.lastFailure.at} />
              </Alert>
            )}
            <Numbers route={known} />
            <FlowPicture flow={known.flow} />
            <Title headingLevel="h2" className="serai-part">
              Last failures
            </Title>
            <Rows
              label="Last failures"
              columns={[
                { label: 'When', cell: ({ at }) => <When at={at} /> },
                { label: 'Code', cell: ({ code }) => <code>{code}</code> },
                { label: 'What', cell: ({ message }) => message },
              ]}
              rows={known.failures}
              id={({ at, code }) => `${at} ${code}`}
              empty="Nothing has failed since the hub began."
            />
          </>
        )}
      </Answer>
    </Screen>
  );
}

function Steering({ route }: { route: Shapes['Route'] }) {
  const start = useRouteDeed(route.id, 'start');
  const pause = useRouteDeed(route.id, 'pause');
  const read = useSourceDeed(route.name, 'run');
  const may = useMay('route-run');
  const mayRead = useMay('source-run') && route.kind === 'source';
  return (
    <>
      <div className="serai-deeds">
        {mayRead && <Deed label="Read now" variant="primary" deed={read} />}
        {may && <Deed label="Start" deed={start} />}
        {may && <Deed label="Pause" deed={pause} />}
      </div>
      <Outcomes
        deeds={[
          { deed: read, done: 'It is being read.' },
          { deed: start, done: 'Started.' },
          { deed: pause, done: 'Paused, and stays so through a restart.' },
        ]}
      />
    </>
  );
}

function Numbers({ route }: { route: Shapes['Route'] }) {
  return (
    <Facts
      facts={{
        State: <StateLabel state={route.state} />,
        'Begins at': route.from,
        Source: route.kind === 'source' && <Link to={`/sources/${encodeURIComponent(route.name)}`}>{route.name}</Link>,
        Up: duration(route.uptimeSeconds),
        Exchanges: count(route.exchanges.total),
        'In flight': count(route.exchanges.inFlight),
        Failed: count(route.exchanges.failed),
        'Mean, last, longest': `${count(route.millis.mean)}, ${count(route.millis.last)}, ${count(route.millis.max)} ms`,
        'Last exchange': <When at={route.lastExchangeAt} />,
      }}
    />
  );
}
