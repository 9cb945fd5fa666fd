import { Alert, Button, Form } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { stringify } from 'yaml';
import { Failure } from '../api/client';
import { NOTHING, useSave } from '../definition/definitions';
import { Answer, FailureBox } from '../shared/Answer';
import { Choice } from '../shared/Choice';
import { Deed, Outcomes } from '../shared/Deed';
import { Entry } from '../shared/Entry';
import { DryRun } from '../sync/DryRun';
import { useSyncDeed } from '../sync/queries';
import type { Schema } from './mapping';
import { useSchema } from './queries';

interface SyncStepProps {
  segment: string;
  destination: string;
}

/** The sync itself: what for, by which identifier; tried, then run. */
export function SyncStep({ segment, destination }: SyncStepProps) {
  const [saved, setSaved] = useState('');
  const schema = useSchema();
  if (saved) {
    return <Trying name={saved} />;
  }
  return (
    <Answer query={schema}>
      {(profile) => <Defining segment={segment} destination={destination} schema={profile} onSaved={setSaved} />}
    </Answer>
  );
}

interface DefiningProps extends SyncStepProps {
  schema: Schema;
  onSaved: (name: string) => void;
}

function Defining({ segment, destination, schema, onSaved }: DefiningProps) {
  const [name, setName] = useState(`${segment}-to-${destination}`);
  const [purpose, setPurpose] = useState(schema.consents[0] ?? '');
  const [identifier, setIdentifier] = useState(schema.identifiers.find((one) => one.name === 'email')?.name ?? '');
  const save = useSave();
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const yaml = stringify({ sync: name, segment, destination, mode: 'mirror', purpose, identifier });
    save.mutate({ kind: 'syncs', name, yaml, tag: NOTHING }, { onSuccess: () => onSaved(name) });
  };
  const named = (names: string[]) => Object.fromEntries(names.map((one) => [one, one]));
  return (
    <Form onSubmit={keep}>
      {save.error && <FailureBox failure={Failure.of(save.error)} />}
      <Entry label="Name" value={name} onEnter={setName} isRequired />
      <Choice
        label="Purpose: who has not consented to it is not sent"
        value={purpose}
        onChoose={setPurpose}
        options={named(schema.consents)}
      />
      <Choice
        label="People are known there by"
        value={identifier}
        onChoose={setIdentifier}
        options={named(schema.identifiers.map((one) => one.name))}
      />
      <div className="serai-deeds">
        <Button type="submit" isDisabled={!name} isLoading={save.isPending}>
          Save and try
        </Button>
      </div>
    </Form>
  );
}

function Trying({ name }: { name: string }) {
  const run = useSyncDeed(name, 'run');
  return (
    <>
      <Alert variant="success" isInline title={`The sync ${name} is saved. Nothing is sent before you run it.`} />
      <DryRun name={name} />
      <div className="serai-deeds serai-part">
        <Deed label="Run it" variant="primary" deed={run} />
        <Link to={`/syncs/${name}`} className="pf-v6-c-button pf-m-link">
          Watch it
        </Link>
      </div>
      <Outcomes deeds={[{ deed: run, done: 'The run has begun.' }]} />
    </>
  );
}
