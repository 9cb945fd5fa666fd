import { Card, CardBody, CardTitle, Gallery, Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { MENU } from '../app/menu';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { count, duration } from '../shared/words';
import { Attention } from './Attention';
import { FirstSteps } from './FirstSteps';
import { useConcerns } from './concerns';
import { useStatus } from './status';

/** Is it well, and if not, what needs somebody? */
export function Overview() {
  const status = useStatus();
  const concerns = useConcerns();
  return (
    <Screen title="Overview" command="status">
      <Answer query={status}>{(hub) => (hub.profiles === 0 ? <FirstSteps /> : <Figures hub={hub} />)}</Answer>
      <Title headingLevel="h2" className="serai-part">
        What needs somebody
      </Title>
      <Answer query={concerns}>{(all) => <Attention concerns={all} />}</Answer>
    </Screen>
  );
}

function Figures({ hub }: { hub: Shapes['Status'] }) {
  const read = hub.sources
    .map(({ lastRun }) => lastRun?.finishedAt ?? '')
    .reduce((one, other) => (one > other ? one : other), '');
  const lag = Math.max(0, ...hub.segments.map((segment) => segment.lag));
  return (
    <Gallery hasGutter minWidths={{ default: '11rem' }}>
      <Figure title="Hub" to="/routes">
        <StateLabel state={hub.ready ? hub.state : 'failed'} />
      </Figure>
      <Figure title="Profiles" to="/profiles">
        {count(hub.profiles)}
      </Figure>
      <Figure title="Segments" to="/segments">
        {count(hub.segments.length)}
      </Figure>
      <Figure title="Syncs" to="/syncs">
        {count(hub.syncs.length)}
      </Figure>
      <Figure title="Dead letters" to="/dead-letters">
        {count(hub.deadLetters.open)}
      </Figure>
      <Figure title="Last read" to="/sources">
        <When at={read || undefined} />
      </Figure>
      <Figure title="Segments lag" to="/segments">
        {duration(lag)}
      </Figure>
    </Gallery>
  );
}

function Figure({ title, to, children }: { title: string; to: string; children: ReactNode }) {
  const may = useMay(MENU.find((entry) => entry.to === to)?.needs ?? 'hub-read');
  return (
    <Card isCompact>
      <CardTitle component="h2">{may ? <Link to={to}>{title}</Link> : title}</CardTitle>
      <CardBody className="serai-figure">{children}</CardBody>
    </Card>
  );
}
