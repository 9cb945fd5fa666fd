import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { Link, useRouteError } from 'react-router';

/** Where there is no screen, or one broke. */
export function Lost() {
  const error = useRouteError();
  const broke = error instanceof Error;
  return (
    <EmptyState titleText={broke ? 'This screen broke' : 'There is nothing here'} headingLevel="h1">
      <EmptyStateBody>
        {broke && <p>{error.message}</p>}
        <Link to="/" reloadDocument={broke}>
          Go to the overview
        </Link>
      </EmptyStateBody>
    </EmptyState>
  );
}
