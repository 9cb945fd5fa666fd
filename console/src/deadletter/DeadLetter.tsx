import { Button, CodeBlock, CodeBlockCode } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Shapes } from '../api/client';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Facts } from '../shared/Facts';
import { RevealButton } from '../shared/RevealButton';
import { Screen } from '../shared/Screen';
import { StateLabel } from '../shared/StateLabel';
import { Titled } from '../shared/Titled';
import { When } from '../shared/When';
import { many } from '../shared/words';
import { Handle } from './Handle';
import { useLetter } from './queries';

/** One letter: what was wrong, where, and what can be done about it. */
export function DeadLetter() {
  const id = Number(useParams().id);
  const [reason, setReason] = useState('');
  const may = useMay('letter-handle');
  return (
    <Screen
      title={`Dead letter ${id}`}
      command={`dead-letter show ${id}`}
      actions={<RevealButton reason={reason} onReason={setReason} />}
    >
      <Answer query={useLetter(id, reason)} lines={8}>
        {(letter) => (
          <div className="serai-stack">
            <About letter={letter} />
            {may && letter.state === 'open' && <Handle letter={letter} />}
            <Payload letter={letter} />
          </div>
        )}
      </Answer>
    </Screen>
  );
}

function About({ letter }: { letter: Shapes['DeadLetter'] }) {
  const { stage, name, code, field, reason, state, attempts, runId, position, createdAt, updatedAt } = letter;
  return (
    <Facts
      facts={{
        State: <StateLabel state={state} />,
        Where: (
          <>
            {stage} · {stage === 'sync' ? <Link to={`/syncs/${name}`}>{name}</Link> : name}
          </>
        ),
        Cause: (
          <Link to={`/dead-letters?${new URLSearchParams({ name, code })}`}>
            <code>{code}</code>
          </Link>
        ),
        Field: field,
        Reason: reason,
        'Run and record': `run ${runId}, record ${position}`,
        First: <When at={createdAt} exact />,
        Last: <When at={updatedAt} exact />,
        'Tried again': attempts === 0 ? 'never' : many(attempts, 'time'),
      }}
    />
  );
}

function Payload({ letter: { payload } }: { letter: Shapes['DeadLetter'] }) {
  const [copied, setCopied] = useState(false);
  if (payload === undefined) {
    return (
      <Titled title="The record itself">
        <p>It is kept sealed. Who may see personal data can show it, for a reason that is kept.</p>
      </Titled>
    );
  }
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Titled title="The record itself">
      <CodeBlock>
        <CodeBlockCode>{text}</CodeBlockCode>
      </CodeBlock>
      <Button variant="secondary" size="sm" onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </Titled>
  );
}
