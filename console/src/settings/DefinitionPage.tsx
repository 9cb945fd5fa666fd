import { Alert, Button, FormGroup, TextArea } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Failure } from '../api/client';
import {
  type Definition,
  KINDS,
  type Kind,
  NOTHING,
  useDefinition,
  useRemove,
  useSave,
} from '../definition/definitions';
import { useMay } from '../session/session';
import { Lost } from '../app/Lost';
import { Answer, FailureBox } from '../shared/Answer';
import { Confirm } from '../shared/Confirm';
import { Facts } from '../shared/Facts';
import { Screen } from '../shared/Screen';

/** One definition as YAML: shown where it stands in a file, changed here where it stands in the hub. */
export function DefinitionPage() {
  const { kind = '', name = '' } = useParams();
  const known = KINDS.find((one) => one === kind);
  return known ? <Page key={`${known} ${name}`} kind={known} name={name} /> : <Lost />;
}

function Page({ kind, name }: { kind: Kind; name: string }) {
  const definition = useDefinition(kind, name);
  return (
    <Screen title={name} about={<Link to="/settings?tab=definitions">All definitions</Link>} command={`config --help`}>
      <Answer query={definition}>
        {(known) => <Editor key={known.tag} kind={kind} name={name} definition={known} />}
      </Answer>
    </Screen>
  );
}

function Editor({ kind, name, definition }: { kind: Kind; name: string; definition: Definition }) {
  const [yaml, setYaml] = useState(definition.yaml);
  const [removing, setRemoving] = useState(false);
  const save = useSave();
  const remove = useRemove(kind, name);
  const navigate = useNavigate();
  const maySegments = useMay('segment-define');
  const mayConnections = useMay('connection-define');
  const may = (kind === 'segments' || kind === 'traits' ? maySegments : mayConnections) && definition.stored;
  return (
    <>
      <Facts
        facts={{
          'Stands in': definition.stored ? 'the hub' : <code>{definition.file}</code>,
          Version: <code>{definition.version}</code>,
          'Needed by': definition.usedBy.map((user) => `${user.kind} ${user.name}`).join(', ') || 'nothing',
        }}
      />
      {!definition.stored && (
        <Alert
          variant="info"
          isInline
          isPlain
          title="It stands in a file, which is under your version control: change it there."
        />
      )}
      {definition.problems.map((problem) => (
        <Alert key={problem.message} variant="danger" isInline title={`Line ${problem.line}: ${problem.message}`}>
          {problem.cure}
        </Alert>
      ))}
      {save.error && <FailureBox failure={Failure.of(save.error)} />}
      <FormGroup label="Definition" fieldId="yaml" className="serai-part">
        <TextArea
          id="yaml"
          className="serai-code"
          value={yaml}
          readOnlyVariant={may ? undefined : 'default'}
          rows={Math.min(40, yaml.split('\n').length + 2)}
          resizeOrientation="vertical"
          onChange={(_, text) => setYaml(text)}
        />
      </FormGroup>
      {may && (
        <div className="serai-deeds serai-part">
          <Button
            isDisabled={yaml === definition.yaml || save.isPending}
            isLoading={save.isPending}
            onClick={() => save.mutate({ kind, name, yaml, tag: definition.tag ?? NOTHING })}
          >
            Save
          </Button>
          <Button variant="danger" onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </div>
      )}
      {removing && (
        <Confirm
          title={`Remove ${name}`}
          verb="Remove"
          typed={name}
          onDone={() => setRemoving(false)}
          act={async () => {
            await remove();
            await navigate('/settings?tab=definitions');
          }}
        >
          Its versions are kept. What still needs it is named, and then nothing is removed.
        </Confirm>
      )}
    </>
  );
}
