import { Button, Content, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { Answer } from '../shared/Answer';
import { Titled } from '../shared/Titled';
import { many } from '../shared/words';
import { useWhatIf } from './queries';

/** The people that a profile's records would be at another threshold; nothing changes. */
export function WhatIf({ id }: { id: number }) {
  const [text, setText] = useState('');
  const [bits, setBits] = useState<number>();
  const whatIf = useWhatIf(id, bits);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBits(Number(text));
  };
  return (
    <Titled
      title="What if a link took more, or less?"
      about="Who these records would be at another threshold. Nothing changes."
    >
      <Form onSubmit={submit} className="serai-ask">
        <FormGroup label="Weight of a link, in bits" fieldId="bits">
          <TextInput id="bits" type="number" step="any" value={text} onChange={(_, value) => setText(value)} />
        </FormGroup>
        <Button type="submit" variant="secondary" isDisabled={!text}>
          Try
        </Button>
      </Form>
      {bits !== undefined && (
        <Answer query={whatIf}>
          {({ people }) => (
            <Content>
              <p>
                {many(people.length, 'person', 'people')} at {bits} bits:
              </p>
              <ul>
                {people.map(({ subjects = [] }) => (
                  <li key={subjects.join(' ')}>records {subjects.join(', ')}</li>
                ))}
              </ul>
            </Content>
          )}
        </Answer>
      )}
    </Titled>
  );
}
