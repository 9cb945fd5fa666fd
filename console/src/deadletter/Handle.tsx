import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { Failure } from '../api/client';
import { FailureBox } from '../shared/Answer';
import { Confirm } from '../shared/Confirm';
import { Outcome } from './Outcome';
import { type Letter, useDiscard, useRetry } from './queries';

/** Tries a letter again, or gives it up. */
export function Handle({ letter: { id, stage, name } }: { letter: Letter }) {
  const [asking, setAsking] = useState(false);
  const retry = useRetry();
  const discard = useDiscard();
  return (
    <>
      <div className="serai-buttons">
        <Button isLoading={retry.isPending} isDisabled={retry.isPending} onClick={() => retry.mutate(id)}>
          Try again
        </Button>
        <Button variant="secondary" onClick={() => setAsking(true)}>
          Discard…
        </Button>
      </div>
      <p>
        {stage === 'sync'
          ? `To try again puts every refused member of ${name} in line for its next run.`
          : 'To try again maps the raw record by the mapping as it is now. If that fails too, the letter stays open.'}
      </p>
      {retry.error && <FailureBox failure={Failure.of(retry.error)} />}
      {retry.data && <Outcome outcome={retry.data} />}
      {asking && (
        <Confirm
          title={`Discard dead letter ${id}`}
          verb="Discard"
          reason
          onDone={() => setAsking(false)}
          act={(reason) => discard.mutateAsync({ id, reason })}
        >
          <p>It is given up for good. The letter stays to be looked at, among the discarded.</p>
        </Confirm>
      )}
    </>
  );
}
