import { Content } from '@patternfly/react-core';
import { Confirm } from '../shared/Confirm';
import { many } from '../shared/words';
import { type Group, total } from './groups';
import { type Retried, useRetryAll } from './queries';

interface RetryAllProps {
  /** The causes of one place, as they were counted when the question was put. */
  causes: Group[];
  onDone: () => void;
  onOutcome: (outcome: Retried) => void;
}

/** Asks before all open letters of a place are tried again, and says how many those are. */
export function RetryAll({ causes, onDone, onOutcome }: RetryAllProps) {
  const retry = useRetryAll();
  const [first] = causes;
  if (!first) {
    return null;
  }
  const { stage, name } = first;
  return (
    <Confirm
      title={`Try all of ${name} again`}
      verb="Try again"
      typed={name}
      onDone={onDone}
      act={async () => onOutcome(await retry.mutateAsync({ stage, name }))}
    >
      <Content>
        <p>
          {many(total(causes), 'letter')}, as counted a moment ago, of whatever cause:{' '}
          {causes.map(({ code, letters }) => `${code} ${letters}`).join(', ')}.
        </p>
        <p>
          {stage === 'sync'
            ? 'Every refused member of this sync is put in line for its next run.'
            : 'The raw records are mapped again, by the mapping as it is now. What still fails stays open.'}
        </p>
      </Content>
    </Confirm>
  );
}
