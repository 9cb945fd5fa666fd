import {
  Content,
  ContentVariants,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import { Link } from 'react-router';
import { useMay } from '../session/session';

/** A hub that knows nobody yet: what to do first. */
export function FirstSteps() {
  const may = useMay('source-run');
  return (
    <EmptyState titleText="This hub knows nobody yet" headingLevel="h2">
      <EmptyStateBody>
        <Content component={ContentVariants.ol} isPlainList>
          <Content component="li">Bring in a file with people, or connect a source.</Content>
          <Content component="li">Build a segment of them.</Content>
          <Content component="li">Keep a destination in step with it.</Content>
        </Content>
      </EmptyStateBody>
      {may && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Link to="/start" className="pf-v6-c-button pf-m-primary">
              Start with a file
            </Link>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
