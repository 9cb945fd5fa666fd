import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Answer } from '../shared/Answer';
import { Ask, isNumber } from '../shared/Ask';
import { Confirm } from '../shared/Confirm';
import { Titled } from '../shared/Titled';
import { Found } from './Found';
import { useMerge, useProfile } from './queries';

/** Makes this person and another one, after a look at the other. */
export function MergeWith({ id }: { id: number }) {
  const [other, setOther] = useState<number>();
  return (
    <Titled title="Merge with another profile" about="For two profiles that are one person, though nothing joins them.">
      <Ask
        label="The other profile’s number"
        verb="Look at it"
        variant="secondary"
        isFit={(text) => isNumber(text) && Number(text) !== id}
        cure="It is the number of another profile."
        onAsk={(text) => setOther(Number(text))}
      />
      {other !== undefined && <Other key={other} id={id} other={other} />}
    </Titled>
  );
}

function Other({ id, other }: { id: number; other: number }) {
  const [asking, setAsking] = useState(false);
  const merge = useMerge(id);
  const navigate = useNavigate();
  const act = async (reason: string) => {
    const { profiles } = await merge.mutateAsync({ other, reason });
    void navigate(`/profiles/${profiles[0] ?? id}?tab=identity`);
  };
  return (
    <Answer query={useProfile(other)}>
      {(person) => (
        <>
          <Found profiles={[person]} namespace="id" />
          <Button variant="secondary" isDisabled={person.id === id} onClick={() => setAsking(true)}>
            {person.id === id ? 'It is part of this one already' : 'Merge…'}
          </Button>
          {asking && (
            <Confirm
              title={`Merge profiles ${id} and ${other}`}
              verb="Merge"
              typed={String(other)}
              reason
              onDone={() => setAsking(false)}
              act={act}
            >
              <p>They become one person for good, and decisions that kept them apart are withdrawn.</p>
            </Confirm>
          )}
        </>
      )}
    </Answer>
  );
}
