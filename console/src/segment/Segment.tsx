import { Alert, Button } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Shapes } from '../api/client';
import { useMay } from '../session/session';
import { useDefinition, useRemove } from '../definition/definitions';
import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { Confirm } from '../shared/Confirm';
import { Screen } from '../shared/Screen';
import { Sides } from '../shared/Sides';
import { DefinitionTab } from './DefinitionTab';
import { Members } from './Members';
import { useSegment } from './queries';
import { SegmentOverview } from './SegmentOverview';
import { Versions } from './Versions';

const COMMANDS: Record<string, string> = {
  members: 'segment members',
  definition: 'definition show segment',
  versions: 'definition versions segment',
};

/** A segment: how it stands, who is in it, how it is defined, and what it was. */
export function Segment() {
  const { name = '' } = useParams();
  const segment = useSegment(name);
  const [tab] = useAddress('tab');
  return (
    <Screen
      title={name}
      about={segment.data?.description || <Link to="/segments">All segments</Link>}
      command={`${COMMANDS[tab] ?? 'segment show'} ${name}`}
      actions={<Deeds name={name} />}
    >
      <Answer query={segment}>{(state) => <Parts segment={state} />}</Answer>
    </Screen>
  );
}

function Parts({ segment }: { segment: Shapes['Segment'] }) {
  const { name, error, errorCode } = segment;
  const may = useMay('people-read');
  return (
    <>
      {error && (
        <Alert variant="danger" isInline title="It could not be computed; its members are those of before.">
          <p>{error}</p>
          <code>{errorCode}</code>
        </Alert>
      )}
      <Sides
        label="What of the segment"
        sides={[
          { name: 'overview', label: 'Overview', content: () => <SegmentOverview segment={segment} /> },
          ...(may ? [{ name: 'members', label: 'Members', content: () => <Members name={name} /> }] : []),
          { name: 'definition', label: 'Definition', content: () => <DefinitionTab name={name} /> },
          { name: 'versions', label: 'Versions', content: () => <Versions name={name} /> },
        ]}
      />
    </>
  );
}

function Deeds({ name }: { name: string }) {
  const mayTry = useMay('segment-try');
  const mayDefine = useMay('segment-define');
  const stored = useDefinition('segments', name).data?.stored ?? false;
  const [removing, setRemoving] = useState(false);
  const remove = useRemove('segments', name);
  const navigate = useNavigate();
  const act = async () => {
    await remove();
    void navigate('/segments');
  };
  return (
    <>
      {mayTry && (
        <Button size="sm" component={(props) => <Link {...props} to={`/segments/${name}/edit`} />}>
          Edit
        </Button>
      )}
      {mayDefine && stored && (
        <Button variant="secondary" size="sm" isDanger onClick={() => setRemoving(true)}>
          Remove
        </Button>
      )}
      {removing && (
        <Confirm title={`Remove ${name}?`} verb="Remove" typed={name} onDone={() => setRemoving(false)} act={act}>
          <p>Its members leave it. Its versions stay in the hub’s store.</p>
        </Confirm>
      )}
    </>
  );
}
