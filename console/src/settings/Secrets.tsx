import { Button, Form } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Failure } from '../api/client';
import { Answer, FailureBox } from '../shared/Answer';
import { Entry } from '../shared/Entry';
import { Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { giveSecret, useSecrets } from './queries';

/** Secrets that definitions made here name; nobody is shown one again. */
export function Secrets() {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const give = useMutation({
    mutationFn: () => giveSecret(name, value),
    onSuccess: () => {
      setName('');
      setValue('');
      return queries.invalidateQueries({ queryKey: ['secrets'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <>
      {give.error && <FailureBox failure={Failure.of(give.error)} />}
      <Form onSubmit={submit} className="serai-line">
        <Entry label="Name" value={name} onEnter={setName} isRequired help="A definition says {{secret:NAME}}" />
        <Entry label="Value" type="password" value={value} onEnter={setValue} isRequired help="Sealed in the store" />
        <Button type="submit" isDisabled={!name || !value || give.isPending} isLoading={give.isPending}>
          Give
        </Button>
      </Form>
      <Answer query={useSecrets()}>
        {(all) => (
          <Rows
            label="Secrets"
            columns={[
              { label: 'Name', cell: (secret) => <code>{`{{secret:${secret.name}}}`}</code> },
              { label: 'Given', cell: (secret) => <When at={secret.at} /> },
              { label: 'By', cell: (secret) => secret.actor },
              { label: 'Times given', numeric: true, cell: (secret) => secret.version },
              {
                label: 'Named by',
                cell: (secret) => secret.usedBy.map(({ name: user }) => user).join(', ') || 'nothing',
              },
            ]}
            rows={all}
            id={(secret) => secret.name}
            empty="Files name secrets of the environment; what is defined here names these."
          />
        )}
      </Answer>
    </>
  );
}
