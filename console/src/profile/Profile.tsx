import { Alert } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Answer } from '../shared/Answer';
import { RevealButton } from '../shared/RevealButton';
import { Screen } from '../shared/Screen';
import { Sides } from '../shared/Sides';
import { Consents } from './Consents';
import { Head } from './Head';
import { Makeup } from './Makeup';
import { type Person, useProfile } from './queries';
import { Raw } from './Raw';
import { Segments } from './Segments';
import { Timeline } from './Timeline';
import { Traces } from './Traces';
import { Traits } from './Traits';

/** One person: what is known, from where, why it is one person, and what follows from it. */
export function Profile() {
  const id = Number(useParams().id);
  return <One key={id} id={id} />;
}

function One({ id }: { id: number }) {
  const [reason, setReason] = useState('');
  const profile = useProfile(id, reason);
  const person = profile.data;
  return (
    <Screen
      title={`Profile ${person?.id ?? id}`}
      command={`profile get ${id}`}
      actions={<RevealButton reason={reason} onReason={setReason} />}
    >
      <Answer query={profile} lines={8}>
        {(found) => (
          <div className="serai-stack">
            {found.requestedId !== found.id && <Merged person={found} />}
            <Head person={found} />
            <Aspects person={found} reason={reason} />
          </div>
        )}
      </Answer>
    </Screen>
  );
}

function Merged({ person }: { person: Person }) {
  return (
    <Alert
      variant="info"
      isInline
      title={`Profile ${person.requestedId} was merged into profile ${person.id}, which this is.`}
    >
      <Link to={`/profiles/${person.id}?tab=identity`}>See why they are one person</Link>
    </Alert>
  );
}

function Aspects({ person, reason }: { person: Person; reason: string }) {
  const { id } = person;
  return (
    <Sides
      label={`Profile ${id}`}
      sides={[
        { name: 'traits', label: 'Traits', content: () => <Traits person={person} /> },
        { name: 'identity', label: 'Identity', content: () => <Makeup id={id} reason={reason} /> },
        { name: 'timeline', label: 'Timeline', content: () => <Timeline id={id} /> },
        { name: 'segments', label: 'Segments', content: () => <Segments id={id} /> },
        { name: 'consents', label: 'Consents', content: () => <Consents person={person} /> },
        { name: 'syncs', label: 'Syncs', content: () => <Traces id={id} /> },
        { name: 'raw', label: 'Raw JSON', content: () => <Raw person={person} /> },
      ]}
    />
  );
}
