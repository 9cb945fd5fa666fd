import { Content } from '@patternfly/react-core';
import { Answer } from '../shared/Answer';
import { Confirm } from '../shared/Confirm';
import { many } from '../shared/words';
import { cut } from './lineage';
import { type Explanation, useSplit, useUnmerge } from './queries';

interface SplitOffProps {
  explanation: Explanation;
  leaving: Set<number>;
  onDone: () => void;
}

/** Asks before records become somebody else's, and says what that cuts. */
export function SplitOff({ explanation, leaving, onDone }: SplitOffProps) {
  const unmerge = useUnmerge(explanation.profileId);
  const subjects = [...leaving];
  const stay = explanation.members.length - subjects.length;
  const split = useSplit(explanation.profileId, subjects);
  const cuts = cut(explanation.links, leaving);
  return (
    <Confirm
      title="Split records off"
      verb="Split off"
      reason
      onDone={onDone}
      act={(reason) => unmerge.mutateAsync({ subjects, reason })}
    >
      <Content>
        <p>
          {many(subjects.length, 'record')} ({subjects.join(', ')}) leave profile {explanation.profileId};{' '}
          {many(stay, 'record')} stay. None that leaves is grouped with one that stays again, whatever comes later.
        </p>
        {cuts.length > 0 && <p>These no longer join them: {cuts.map(({ namespace }) => namespace).join(', ')}.</p>}
        <Answer query={split} lines={1}>
          {({ profiles }) => (
            <p>
              That would be {many(profiles.length, 'profile')}: {profiles.join(', ')}.
            </p>
          )}
        </Answer>
        <p>Segments follow within seconds, destinations at the next run of each sync.</p>
      </Content>
    </Confirm>
  );
}
