import { Alert } from '@patternfly/react-core';
import { many } from '../shared/words';
import type { Retried } from './queries';

/** What became of letters that were tried again. */
export function Outcome({ outcome: { retried, open, runs } }: { outcome: Retried }) {
  return (
    <Alert
      variant={retried > 0 ? 'success' : 'warning'}
      isInline
      isLiveRegion
      title={retried > 0 ? `${many(retried, 'letter')} closed.` : 'None could be used this time either.'}
    >
      {many(open, 'letter')} open now, all told.
      {runs.length > 0 && ` What was taken in is in run ${runs.join(', ')}.`}
    </Alert>
  );
}
