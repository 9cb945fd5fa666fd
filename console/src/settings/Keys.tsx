import { Alert, Button, ClipboardCopy, Form, Label } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, Failure, type Shapes } from '../api/client';
import { Answer, FailureBox } from '../shared/Answer';
import { Choice } from '../shared/Choice';
import { Confirm } from '../shared/Confirm';
import { Entry } from '../shared/Entry';
import { Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { useKeys } from './queries';

const ROLES = ['viewer', 'analyst', 'marketer', 'operator', 'privacy-officer', 'admin'] as const;
type Role = (typeof ROLES)[number];

/** The keys of machines and people: made here, shown once, taken away here. */
export function Keys() {
  const keys = useKeys();
  const [revoked, setRevoked] = useState<string>();
  const queries = useQueryClient();
  const look = () => queries.invalidateQueries({ queryKey: ['keys'] });
  return (
    <>
      <NewKey onMade={() => void look()} />
      <Answer query={keys}>
        {(all) => (
          <Rows
            label="API keys"
            columns={[
              { label: 'Name', cell: (key) => key.name },
              { label: 'Begins with', cell: (key) => <code>serai_{key.prefix}</code> },
              { label: 'Role', cell: (key) => [key.role, ...key.scope].join(', ') },
              { label: 'Made', cell: (key) => <When at={key.createdAt} /> },
              { label: 'By', cell: (key) => key.createdBy },
              { label: 'Last used', cell: (key) => key.lastUsed ?? 'never' },
              { label: 'Ends', cell: (key) => <Ends of={key} /> },
              {
                label: 'Take away',
                cell: (key) => (
                  <Button variant="link" isInline isDanger onClick={() => setRevoked(key.name)}>
                    Revoke<span className="pf-v6-screen-reader"> {key.name}</span>
                  </Button>
                ),
              },
            ]}
            rows={all}
            id={(key) => key.name}
            empty="Make a key for each machine and person, with the least role that does."
          />
        )}
      </Answer>
      {revoked && (
        <Confirm
          title={`Revoke ${revoked}`}
          verb="Revoke"
          onDone={() => setRevoked(undefined)}
          act={() =>
            answer(api.POST('/api/v1/keys/{name}/revoke', { params: { path: { name: revoked } }, body: {} })).then(look)
          }
        >
          Whoever holds it is out from the next request on, in every browser too.
        </Confirm>
      )}
    </>
  );
}

function Ends({ of }: { of: Shapes['ApiKey'] }) {
  if (of.expired) {
    return (
      <Label status="danger" variant="outline" isCompact>
        expired
      </Label>
    );
  }
  return of.expiresAt ? <When at={of.expiresAt} /> : <>never</>;
}

function NewKey({ onMade }: { onMade: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [expires, setExpires] = useState('90d');
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/keys', { body: { name, role, expires: expires || undefined } })),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <>
      {make.error && <FailureBox failure={Failure.of(make.error)} />}
      {make.data && (
        <Alert variant="success" isInline title={`The key ${make.data.name}: copy it now, it is not shown again`}>
          <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel="The new key">
            {make.data.key}
          </ClipboardCopy>
        </Alert>
      )}
      <Form onSubmit={submit} className="serai-line">
        <Entry label="Name" value={name} onEnter={setName} isRequired />
        <Choice
          label="Role"
          value={role}
          onChoose={(chosen) => setRole(ROLES.find((one) => one === chosen) ?? 'viewer')}
          options={Object.fromEntries(ROLES.map((one) => [one, one]))}
        />
        <Entry label="Good for" value={expires} onEnter={setExpires} help="Such as 90d; empty for ever" />
        <Button type="submit" isDisabled={!name || make.isPending} isLoading={make.isPending}>
          Make a key
        </Button>
      </Form>
    </>
  );
}
