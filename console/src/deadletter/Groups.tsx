import { Button, Label } from '@patternfly/react-core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../session/session';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { count } from '../shared/words';
import { type Group, places, total } from './groups';
import { Outcome } from './Outcome';
import type { Retried } from './queries';
import { RetryAll } from './RetryAll';

const here = ({ name, code }: Group, state: string): string => {
  const address = new URLSearchParams({ name, code });
  if (state !== 'open') {
    address.set('state', state);
  }
  return `?${address}`;
};

const columns = (state: string): Column<Group>[] => [
  { label: 'Where', cell: ({ stage, name }) => `${stage} · ${name}` },
  {
    label: 'Cause',
    cell: (group) => (
      <Link to={here(group, state)}>
        <code>{group.code}</code>
      </Link>
    ),
  },
  { label: 'Letters', cell: ({ letters }) => count(letters), numeric: true },
  { label: 'First', cell: ({ first }) => <When at={first} /> },
  { label: 'Last', cell: ({ last }) => <When at={last} /> },
];

const EMPTY: Record<string, string> = {
  open: 'Everything could be used, or was dealt with.',
  retried: 'None was tried again with success yet.',
  discarded: 'None was given up.',
};

/** Letters by place and cause. All open ones of a place can be tried again at once. */
export function Groups({ groups, state }: { groups: Group[]; state: string }) {
  const may = useMay('letter-handle');
  const [asked, setAsked] = useState<Group[]>();
  const [outcome, setOutcome] = useState<Retried>();
  return (
    <>
      {outcome && <Outcome outcome={outcome} />}
      <Rows
        label="Dead letters by place and cause"
        columns={columns(state)}
        rows={groups}
        id={({ stage, name, code }) => `${stage} ${name} ${code}`}
        empty={EMPTY[state]}
      />
      {may && state === 'open' && groups.length > 0 && (
        <div className="serai-buttons">
          {places(groups).map((causes) => (
            <Button key={`${causes[0]?.stage} ${causes[0]?.name}`} variant="secondary" onClick={() => setAsked(causes)}>
              Try all of {causes[0]?.name} again… <Label isCompact>{count(total(causes))}</Label>
            </Button>
          ))}
        </div>
      )}
      {asked && <RetryAll causes={asked} onDone={() => setAsked(undefined)} onOutcome={setOutcome} />}
    </>
  );
}
