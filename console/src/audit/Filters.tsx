import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Filter } from './queries';

const FIELDS: { name: keyof Filter; label: string; example: string }[] = [
  { name: 'actor', label: 'Who', example: 'local' },
  { name: 'action', label: 'Did', example: 'reveal' },
  { name: 'target', label: 'To', example: 'profile 12' },
];

/** Narrows the trail; the address keeps it. */
export function Filters({ filter }: { filter: Filter }) {
  const [draft, setDraft] = useState(filter);
  const [, setAddress] = useSearchParams();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAddress(Object.entries(draft).filter(([, value]) => value.trim()));
  };
  return (
    <Form onSubmit={submit} className="serai-filters">
      {FIELDS.map(({ name, label, example }) => (
        <FormGroup key={name} label={label} fieldId={name}>
          <TextInput
            id={name}
            placeholder={example}
            autoComplete="off"
            value={draft[name]}
            onChange={(_, value) => setDraft({ ...draft, [name]: value })}
          />
        </FormGroup>
      ))}
      <Button type="submit" variant="secondary">
        Filter
      </Button>
      {Object.values(filter).some(Boolean) && (
        <Button variant="link" onClick={() => setAddress([])}>
          Show all
        </Button>
      )}
    </Form>
  );
}
