import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Answer } from '../shared/Answer';
import { Confirm } from '../shared/Confirm';
import { Titled } from '../shared/Titled';
import { Found } from './Found';
import { useMerge, useProfile } from './queries';

/** Makes this person and another one, after a look at the other. */
export function MergeWith({ id }: { id: number }) {
  const [text, setText] = useState('');
  const [other, setOther] = useState<number>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOther(Number(text));
  };
  return (
    <Titled title="Merge with another profile" about="For two profiles that are one person, though nothing joins them.">
      <Form onSubmit={submit} className="serai-ask">
        <FormGroup label="The other profile’s number" fieldId="other">
          <TextInput
            id="other"
            inputMode="numeric"
            autoComplete="off"
            value={text}
            onChange={(_, value) => setText(value.replace(/\D/g, ''))}
          />
        </FormGroup>
        <Button type="submit" variant="secondary" isDisabled={!text || Number(text) === id}>
          Look at it
        </Button>
      </Form>
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
