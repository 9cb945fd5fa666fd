import { Title } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { Screen } from '../shared/Screen';
import { Sides } from '../shared/Sides';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { count, duration } from '../shared/words';
import { FlowPicture } from './FlowPicture';
import type { Flow } from './layout';
import { useFlow, useRoutes } from './queries';

type Route = Shapes['Route'];

const at = (route: Route) => `/routes/${encodeURIComponent(route.id)}`;

const COLUMNS: Column<Route>[] = [
  { label: 'Route', cell: (route) => <Link to={at(route)}>{route.id}</Link> },
  { label: 'State', cell: (route) => <StateLabel state={route.state} to={at(route)} /> },
  { label: 'Up', cell: (route) => duration(route.uptimeSeconds) },
  { label: 'Exchanges', numeric: true, cell: (route) => count(route.exchanges.total) },
  { label: 'In flight', numeric: true, cell: (route) => count(route.exchanges.inFlight) },
  {
    label: 'Failed',
    numeric: true,
    cell: (route) => (route.exchanges.failed > 0 ? <Link to={at(route)}>{count(route.exchanges.failed)}</Link> : 0),
  },
  { label: 'Mean ms', numeric: true, cell: (route) => count(route.millis.mean) },
  { label: 'Last', cell: (route) => <When at={route.lastExchangeAt} /> },
];

const EDGES: Column<Flow['edges'][number]>[] = [
  { label: 'From', cell: (edge) => edge.from },
  { label: 'To', cell: (edge) => edge.to },
  { label: 'What', cell: (edge) => edge.what },
  { label: 'In all', numeric: true, cell: (edge) => count(edge.total) },
  { label: 'A second', numeric: true, cell: (edge) => edge.perSecond.toFixed(1) },
];

/** What flows where, and the routes that carry it. */
export function Routes() {
  return (
    <Screen title="Routes" about="The Camel routes of this hub, and what they carry." command="route list">
      <Sides
        label="Ways to look at the routes"
        sides={[
          { name: 'flow', label: 'Flow', content: () => <Flowing /> },
          { name: 'list', label: 'Routes', content: () => <List /> },
        ]}
      />
    </Screen>
  );
}

function List() {
  return (
    <Answer query={useRoutes()}>
      {(routes) => (
        <Rows
          label="Routes"
          columns={COLUMNS}
          rows={routes}
          id={(route) => route.id}
          empty="This hub has no route yet."
        />
      )}
    </Answer>
  );
}

function Flowing() {
  return (
    <Answer query={useFlow()}>
      {(flow) => (
        <>
          <p className="serai-quiet">
            Rates of the last {duration(flow.windowSeconds)}; where nothing moves, how much did since the hub began.{' '}
            <When at={flow.at} />
          </p>
          <FlowPicture flow={flow} />
          <Title headingLevel="h2" className="serai-part">
            The same in numbers
          </Title>
          <Rows
            label="Edges"
            columns={EDGES}
            rows={flow.edges}
            id={(edge) => `${edge.from} ${edge.to} ${edge.what}`}
            empty="Nothing flows yet: connect a source."
          />
        </>
      )}
    </Answer>
  );
}
