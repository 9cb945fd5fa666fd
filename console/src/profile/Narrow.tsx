import { Button, Form } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Answer } from '../shared/Answer';
import { Choice } from '../shared/Choice';
import { Entry } from '../shared/Entry';
import { type Narrowed, useListable } from './queries';

const HOW = { value: 'is', prefix: 'begins with' };

/** Lists only people with some trait. It is never personal data, so the address may keep it. */
export function Narrow({ narrowed }: { narrowed: Narrowed }) {
  const [draft, setDraft] = useState(narrowed);
  const [, setAddress] = useSearchParams();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAddress({ trait: draft.trait, how: draft.how, is: draft.text.trim() });
  };
  return (
    <Answer query={useListable()} lines={1}>
      {(traits) => (
        <Form onSubmit={submit} className="serai-filters">
          <Choice
            label="Only where"
            value={draft.trait}
            options={{ '': 'Choose a trait', ...Object.fromEntries(traits.map((name) => [name, name])) }}
            onChoose={(trait) => setDraft({ ...draft, trait })}
          />
          <Choice label="How" value={draft.how} options={HOW} onChoose={(how) => setDraft({ ...draft, how })} />
          <Entry label="Text" value={draft.text} onEnter={(text) => setDraft({ ...draft, text })} />
          <Button type="submit" variant="secondary" isDisabled={!draft.trait || !draft.text.trim()}>
            Filter
          </Button>
          {narrowed.trait && (
            <Button variant="link" onClick={() => setAddress([])}>
              Show all
            </Button>
          )}
        </Form>
      )}
    </Answer>
  );
}
