import { Button, Label, Title } from '@patternfly/react-core';
import { useState } from 'react';
import { answer, api, type Shapes } from '../api/client';
import { Answer } from '../shared/Answer';
import { Confirm } from '../shared/Confirm';
import { RevealButton } from '../shared/RevealButton';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { useUsers, useUsersChanged } from './queries';

type User = Shapes['User'];

/** Who signs in at the provider; whoever is not to is blocked here. */
export function Users() {
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<User>();
  const columns: Column<User>[] = [
    { label: 'Name', cell: ({ name }) => name || '–' },
    { label: 'In the audit trail', cell: ({ caller }) => <code>{caller}</code> },
    { label: 'Roles', cell: ({ roles }) => roles.join(', ') || 'none' },
    { label: 'First seen', cell: ({ firstSeen }) => <When at={firstSeen} /> },
    { label: 'Last seen', cell: ({ lastSeen }) => <When at={lastSeen} /> },
    { label: 'State', cell: (user) => <State of={user} /> },
    {
      label: 'Let in',
      cell: (user) => (
        <Button variant="link" isInline isDanger={!user.blocked} onClick={() => setChosen(user)}>
          {user.blocked ? 'Unblock' : 'Block'}
          <span className="pf-v6-screen-reader"> {user.caller}</span>
        </Button>
      ),
    },
  ];
  return (
    <Answer query={useUsers(reason)}>
      {({ users, groups }) => (
        <>
          <RevealButton reason={reason} onReason={setReason} />
          <Rows
            label="People who signed in at the provider"
            columns={columns}
            rows={users}
            id={({ id }) => String(id)}
            empty="Nobody has signed in at an OpenID provider. The hub file names one."
          />
          {groups.length > 0 && <Groups all={groups} />}
          {chosen && <Change user={chosen} onDone={() => setChosen(undefined)} />}
        </>
      )}
    </Answer>
  );
}

function State({ of: { blocked } }: { of: User }) {
  return blocked ? (
    <>
      <Label status="danger" variant="outline" isCompact>
        blocked
      </Label>{' '}
      by {blocked.by}, <When at={blocked.at} />
    </>
  ) : (
    <>let in</>
  );
}

function Groups({ all }: { all: Shapes['UserGroup'][] }) {
  return (
    <>
      <Title headingLevel="h2" className="serai-part">
        What the provider&rsquo;s groups are here
      </Title>
      <Rows
        label="Groups"
        columns={[
          { label: 'At the provider', cell: ({ name }) => <code>{name}</code> },
          { label: 'Here', cell: ({ role }) => role },
        ]}
        rows={all}
        id={({ name }) => name}
        empty="The hub file maps none."
      />
    </>
  );
}

function Change({ user: { id, caller, blocked }, onDone }: { user: User; onDone: () => void }) {
  const changed = useUsersChanged();
  const params = { path: { id } };
  return blocked ? (
    <Confirm
      title={`Unblock ${caller}`}
      verb="Unblock"
      onDone={onDone}
      act={() => answer(api.POST('/api/v1/users/{id}/unblock', { params, body: {} })).then(changed)}
    >
      They are let in again with what the provider says that they are.
    </Confirm>
  ) : (
    <Confirm
      title={`Block ${caller}`}
      verb="Block"
      reason
      onDone={onDone}
      act={(reason) => answer(api.POST('/api/v1/users/{id}/block', { params, body: { reason } })).then(changed)}
    >
      They are out from the next request on, with whatever token and in every browser. API keys stay good.
    </Confirm>
  );
}
