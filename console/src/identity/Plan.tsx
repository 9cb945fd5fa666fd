import { Alert, Button } from '@patternfly/react-core';
import { Failure, type Shapes } from '../api/client';
import { FailureBox } from '../shared/Answer';
import { Titled } from '../shared/Titled';
import { Effect } from './Effect';
import { usePlan } from './queries';

/** What the rules in the files would do to people, before anybody applies them. */
export function Plan() {
  const plan = usePlan();
  return (
    <Titled
      title="What would changed rules do?"
      about="Compares everyone by the rules in the files with everyone as they are. Nothing that stays is written."
    >
      <Button isLoading={plan.isPending} isDisabled={plan.isPending} onClick={() => plan.mutate()}>
        {plan.isPending ? 'Comparing everyone' : 'Compare'}
      </Button>
      {plan.error && <FailureBox failure={Failure.of(plan.error)} retry={() => plan.mutate()} />}
      {plan.data && <Told plan={plan.data} />}
    </Titled>
  );
}

function Told({ plan }: { plan: Shapes['IdentityPlan'] }) {
  return plan.changed ? (
    <Effect plan={plan} />
  ) : (
    <Alert variant="info" isInline title="The rules in the files are those in force.">
      Change the identity file, then compare; <code>serai apply</code> puts the change in force.
    </Alert>
  );
}
