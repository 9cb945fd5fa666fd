import { Alert, Button, FormGroup, Radio } from '@patternfly/react-core';
import { useState } from 'react';
import type { Identifier } from '../profile/identifier';
import { Confirm } from '../shared/Confirm';
import { Titled } from '../shared/Titled';
import { type Scope, useSuppress, useUnsuppress } from './queries';

const SCOPES: { scope: Scope; label: string; description: string }[] = [
  {
    scope: 'send',
    label: 'Never send',
    description: 'No sync sends anybody with it, and destinations that hold them let go at the next run.',
  },
  {
    scope: 'ingest',
    label: 'Never take in',
    description: 'Not sent either, and records that carry it are not stored from now on. What is stored stays.',
  },
];

/** Blocks an identifier, or lifts its block. The hub keeps a hash of it and not the identifier. */
export function Blocks({ person }: { person: Identifier }) {
  const [asking, setAsking] = useState<'block' | 'lift'>();
  const [scope, setScope] = useState<Scope>('send');
  const [done, setDone] = useState('');
  const suppress = useSuppress();
  const unsuppress = useUnsuppress();
  const close = () => setAsking(undefined);
  const block = async (reason: string) => {
    await suppress.mutateAsync({ ...person, scope, reason });
    setDone('It is blocked, from now on.');
  };
  const lift = async () => {
    const { removed } = await unsuppress.mutateAsync(person);
    setDone(removed ? 'The block is lifted.' : 'There was no block on it.');
  };
  return (
    <Titled title="Object or opt out" about="A block on the identifier holds whatever the sources say.">
      <FormGroup role="radiogroup" isStack fieldId="scope" label="How far">
        {SCOPES.map((one) => (
          <Radio
            key={one.scope}
            id={`scope-${one.scope}`}
            name="scope"
            label={one.label}
            description={one.description}
            isChecked={scope === one.scope}
            onChange={() => setScope(one.scope)}
          />
        ))}
      </FormGroup>
      <div className="serai-buttons">
        <Button onClick={() => setAsking('block')}>Block it…</Button>
        <Button variant="secondary" onClick={() => setAsking('lift')}>
          Lift its block…
        </Button>
      </div>
      {done && <Alert variant="success" isInline isLiveRegion title={done} />}
      {asking === 'block' && (
        <Confirm title="Block this identifier" verb="Block" reason onDone={close} act={block}>
          <p>{SCOPES.find((one) => one.scope === scope)?.description}</p>
        </Confirm>
      )}
      {asking === 'lift' && (
        <Confirm title="Lift the block" verb="Lift" onDone={close} act={lift}>
          <p>
            Syncs may send people with it again, as far as their consents allow. The audit trail keeps who lifted it.
          </p>
        </Confirm>
      )}
    </Titled>
  );
}
