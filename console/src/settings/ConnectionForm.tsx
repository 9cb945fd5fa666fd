import { Alert, Button, Form } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { parse, stringify } from 'yaml';
import { Failure } from '../api/client';
import { NOTHING, useSave } from '../definition/definitions';
import { Answer, FailureBox } from '../shared/Answer';
import { Choice } from '../shared/Choice';
import { Entry } from '../shared/Entry';
import { giveSecret, tryConnection, useConnector, useConnectors } from './queries';
import { type Field, fields, values } from './schema';
import { SchemaFields } from './SchemaFields';

type Side = 'source' | 'destination';

interface ConnectionFormProps {
  side: Side;
  onSaved: (name: string) => void;
}

/** A new source or destination: its connector's own form, tried before it is saved. */
export function ConnectionForm({ side, onSaved }: ConnectionFormProps) {
  const [connector, setConnector] = useState('');
  return (
    <Answer query={useConnectors()}>
      {(all) => {
        const names = all.filter((one) => one.for === side).map((one) => one.name);
        return (
          <>
            <Choice
              label="Connector"
              value={connector}
              onChoose={setConnector}
              options={{ '': 'Choose one', ...Object.fromEntries(names.map((name) => [name, name])) }}
            />
            {connector && <OfConnector key={connector} connector={connector} side={side} onSaved={onSaved} />}
          </>
        );
      }}
    </Answer>
  );
}

function OfConnector({ connector, side, onSaved }: ConnectionFormProps & { connector: string }) {
  return (
    <Answer query={useConnector(connector)}>
      {({ source, destination }) => {
        const [options, within] =
          side === 'source' ? [source?.options, source?.stream] : [destination?.options, destination?.audience];
        return <Options {...{ connector, side, onSaved }} of={fields(options)} parts={fields(within)} />;
      }}
    </Answer>
  );
}

interface OptionsProps extends ConnectionFormProps {
  connector: string;
  of: Field[];
  /** What its audience, or its stream, takes. */
  parts: Field[];
}

function Options({ connector, side, of, parts, onSaved }: OptionsProps) {
  const [name, setName] = useState(connector);
  const [stream, setStream] = useState('people');
  const [entered, setEntered] = useState<Record<string, string>>({});
  const [within, setWithin] = useState<Record<string, string>>({});
  const save = useSave();
  /** Secrets go into the hub's own keeping first: a definition only names them. */
  const yaml = async () => {
    const secrets = of.filter((field) => field.isSecret && entered[field.name]);
    const named = Object.fromEntries(secrets.map((field) => [field.name, `{{secret:${name}-${field.name}}}`]));
    await Promise.all(secrets.map((field) => giveSecret(`${name}-${field.name}`, entered[field.name] ?? '')));
    const options = values(of, { ...entered, ...named }, parse);
    const part = values(parts, within, parse);
    const more = side === 'source' ? { streams: { [stream]: part } } : parts.length > 0 && { audience: part };
    return stringify({ [side]: name, connector, options, ...more });
  };
  const attempt = useMutation({ mutationFn: async () => tryConnection(await yaml()) });
  const keep = useMutation({
    mutationFn: async () => save.mutateAsync({ kind: `${side}s`, name, yaml: await yaml(), tag: NOTHING }),
    onSuccess: () => onSaved(name),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate();
  };
  const lacks = (all: Field[], given: Record<string, string>) => all.some((one) => one.isRequired && !given[one.name]);
  const missing = lacks(of, entered) || lacks(parts, within);
  const failure = keep.error ?? attempt.error;
  return (
    <Form onSubmit={submit}>
      <Entry label="Name" value={name} onEnter={setName} isRequired />
      <SchemaFields
        fields={of}
        entered={entered}
        onEnter={(field, value) => {
          attempt.reset();
          setEntered({ ...entered, [field]: value });
        }}
      />
      {side === 'source' && (
        <Entry
          label="Stream"
          value={stream}
          onEnter={setStream}
          isRequired
          help="What the records that it brings are called here; more streams are added to its definition."
        />
      )}
      <SchemaFields
        fields={parts}
        entered={within}
        onEnter={(field, value) => setWithin({ ...within, [field]: value })}
      />
      <div aria-live="polite">
        {failure && <FailureBox failure={Failure.of(failure)} />}
        {attempt.data && <Alert variant="success" isInline title="It can be reached and lets us in." />}
      </div>
      <div className="serai-deeds">
        <Button variant="secondary" isDisabled={missing} isLoading={attempt.isPending} onClick={() => attempt.mutate()}>
          Check
        </Button>
        <Button type="submit" isDisabled={missing || !name} isLoading={keep.isPending}>
          Save
        </Button>
      </div>
    </Form>
  );
}
