import { Alert, Button, Form } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { Failure } from '../api/client';
import type { Identifier } from '../profile/identifier';
import { FailureBox } from '../shared/Answer';
import { Choice } from '../shared/Choice';
import { Entry } from '../shared/Entry';
import { Titled } from '../shared/Titled';
import { type Asked, useOpen } from './queries';

const KINDS: [Asked['kind'], string][] = [
  ['access', 'Access: what is known of them'],
  ['erasure', 'Erasure: to be forgotten'],
  ['objection', 'Objection: to be written to no more'],
  ['rectification', 'Rectification: to have something corrected'],
];
const LAWS: Record<Asked['law'], string> = { gdpr: 'GDPR: a month', ccpa: 'CCPA: 45 days' };

/** Keeps what somebody asks, so that nobody forgets it. */
export function Keep({ person }: { person: Identifier }) {
  const [kind, setKind] = useState<Asked['kind']>('access');
  const [law, setLaw] = useState<Asked['law']>('gdpr');
  const [received, setReceived] = useState('');
  const open = useOpen();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate({ ...person, kind, law, received: received || undefined });
  };
  return (
    <Titled title="Keep what they ask" about="It is listed below with the day that it must be done by.">
      <Form onSubmit={submit} className="serai-line">
        <Choice
          label="They ask for"
          value={kind}
          onChoose={(chosen) => setKind(KINDS.find(([one]) => one === chosen)?.[0] ?? 'access')}
          options={Object.fromEntries(KINDS)}
        />
        <Choice
          label="By law"
          value={law}
          onChoose={(chosen) => setLaw(chosen === 'ccpa' ? 'ccpa' : 'gdpr')}
          options={LAWS}
        />
        <Entry label="Came on" type="date" value={received} onEnter={setReceived} help="Empty for today" />
        <Button type="submit" isLoading={open.isPending} isDisabled={open.isPending}>
          Keep it
        </Button>
      </Form>
      {open.error && <FailureBox failure={Failure.of(open.error)} />}
      {open.data && (
        <Alert
          variant="success"
          isInline
          isLiveRegion
          title={`It is request ${open.data.id}, due on ${open.data.due}.`}
        />
      )}
    </Titled>
  );
}
