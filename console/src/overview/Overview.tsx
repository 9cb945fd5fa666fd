import { Card, CardBody, CardTitle, Gallery } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Answer } from '../shared/Answer';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { count } from '../shared/words';
import { useStatus } from './status';

/** Is it well, and if not, what needs somebody? */
export function Overview() {
  const status = useStatus();
  return (
    <Screen title="Overview" command="status">
      <Answer query={status}>{(hub) => <Cards hub={hub} />}</Answer>
    </Screen>
  );
}

function Cards({ hub }: { hub: Shapes['Status'] }) {
  const failing = hub.syncs.filter(({ state }) => state !== 'idle' && state !== 'running').length;
  return (
    <Gallery hasGutter minWidths={{ default: '12rem' }}>
      <Figure title="Hub">
        <StateLabel state={hub.state} />
      </Figure>
      <Figure title="Profiles" to="/profiles">
        {count(hub.profiles)}
      </Figure>
      <Figure title="Syncs that need somebody" to="/syncs">
        {count(failing)}
      </Figure>
      <Figure title="Dead letters" to="/dead-letters">
        {count(hub.deadLetters.open)}
      </Figure>
    </Gallery>
  );
}

function Figure({ title, to, children }: { title: string; to?: string; children: ReactNode }) {
  return (
    <Card isCompact>
      <CardTitle>{to ? <Link to={to}>{title}</Link> : title}</CardTitle>
      <CardBody className="serai-figure">{children}</CardBody>
    </Card>
  );
}
