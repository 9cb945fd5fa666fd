import { Alert, Button } from '@patternfly/react-core';
import { Failure } from '../api/client';
import { FailureBox } from '../shared/Answer';
import { many } from '../shared/words';
import { useVerify } from './queries';

/** Reads the whole trail and says whether it is as it was written. */
export function Verify() {
  const verify = useVerify();
  const verdict = verify.data;
  return (
    <>
      <Button
        variant="secondary"
        isLoading={verify.isPending}
        isDisabled={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {verify.isPending ? 'Reading the whole trail' : 'Verify the trail'}
      </Button>
      {verify.error && <FailureBox failure={Failure.of(verify.error)} retry={() => verify.mutate()} />}
      {verdict && (
        <Alert
          variant={verdict.whole ? 'success' : 'danger'}
          isInline
          isLiveRegion
          title={
            verdict.whole
              ? `The trail is whole: ${many(verdict.rows, 'row')}, as they were written.`
              : `The trail is not as it was written. ${verdict.fault ?? ''}`
          }
        >
          Its head is <code className="serai-breakable">{verdict.head}</code>. Keep it elsewhere to prove later that
          nothing was cut off.
        </Alert>
      )}
    </>
  );
}
