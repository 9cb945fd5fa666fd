import { Alert } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Shapes } from '../api/client';
import { Books } from '../run/Books';
import { Runs } from '../run/Runs';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Confirm } from '../shared/Confirm';
import { Deed, Outcomes } from '../shared/Deed';
import { Facts } from '../shared/Facts';
import { Screen } from '../shared/Screen';
import { Sides } from '../shared/Sides';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { count } from '../shared/words';
import { DryRun } from './DryRun';
import { useSync, useSyncDeed } from './queries';
import { Records } from './Records';

/** One sync: how it stands, what it did, what it knows of each member, and what can be done. */
export function SyncPage() {
  const { name = '' } = useParams();
  const sync = useSync(name);
  return (
    <Answer query={sync}>
      {(known) => (
        <Screen
          title={name}
          about={
            <>
              <Link to={`/segments/${known.segment}`}>{known.segment}</Link> to {known.destination}
            </>
          }
          command={`sync show ${name}`}
        >
          <Steering name={name} sync={known} />
          <State sync={known} />
          <Sides
            label="Sides of the sync"
            sides={[
              {
                name: 'runs',
                label: 'Runs',
                content: () => <Runs kind="sync" name={name} empty="It has not run yet. Run it now." />,
              },
              { name: 'records', label: 'Records', content: () => <Records name={name} /> },
              { name: 'dry-run', label: 'Dry run', content: () => <DryRun name={name} /> },
            ]}
          />
        </Screen>
      )}
    </Answer>
  );
}

/** What can be done now, by whoever may. */
function Steering({ name, sync }: { name: string; sync: Shapes['Sync'] }) {
  const [releasing, setReleasing] = useState(false);
  const run = useSyncDeed(name, 'run');
  const cancel = useSyncDeed(name, 'cancel');
  const pause = useSyncDeed(name, 'pause');
  const resume = useSyncDeed(name, 'resume');
  const release = useSyncDeed(name, 'release');
  const may = useMay('sync-run');
  const mayRelease = useMay('sync-release');
  if (!may) {
    return null;
  }
  const paused = sync.state === 'paused';
  return (
    <>
      <div className="serai-deeds">
        {!paused && <Deed label="Run now" variant="primary" deed={run} />}
        {sync.state === 'running' && <Deed label="Cancel the run" deed={cancel} />}
        {paused ? <Deed label="Resume" variant="primary" deed={resume} /> : <Deed label="Pause" deed={pause} />}
      </div>
      {sync.state === 'held' && mayRelease && (
        <Alert
          variant="warning"
          isInline
          title="The brake holds this sync: it would change more than its definition allows."
          actionLinks={
            <button type="button" className="pf-v6-c-button pf-m-link" onClick={() => setReleasing(true)}>
              Release it once
            </button>
          }
        >
          {sync.error} Look at the dry run first.
        </Alert>
      )}
      {releasing && (
        <Confirm
          title={`Release ${name}`}
          verb="Release"
          typed={name}
          onDone={() => setReleasing(false)}
          act={() => release.mutateAsync()}
        >
          The next run sends all that waits, past the brake, once.
        </Confirm>
      )}
      <Outcomes
        deeds={[
          { deed: run, done: 'The run has begun.' },
          { deed: cancel, done: 'The run ends after the batch that it is sending.' },
          { deed: pause, done: 'Paused: no schedule runs it until it is resumed.' },
          { deed: resume, done: 'Resumed.' },
          { deed: release, done: 'Released for one run.' },
        ]}
      />
    </>
  );
}

function State({ sync }: { sync: Shapes['Sync'] }) {
  return (
    <>
      {sync.error && sync.state !== 'held' && (
        <Alert variant="danger" isInline title={sync.errorCode ?? 'Failed'}>
          {sync.error}
        </Alert>
      )}
      <Facts
        facts={{
          State: <StateLabel state={sync.state ?? ''} />,
          'Last run': <When at={sync.lastRun?.startedAt} />,
          Mode: sync.mode,
          Purpose: sync.purpose,
          Schedule: sync.schedule && <code>{sync.schedule}</code>,
          'Held by the destination': count(sync.ledger),
          'Waiting to be sent': count(sync.outbox),
          'Jobs under way': sync.jobs ? count(sync.jobs) : undefined,
          'To be erased yet': sync.unerased ? count(sync.unerased) : undefined,
          'Of them by hand': sync.byHand ? count(sync.byHand) : undefined,
          'Withheld for': sync.counts && reasons(sync.counts.withheldBy),
        }}
      />
      {sync.counts && sync.lastRun && <Books books={sync.counts} balanced={sync.lastRun.balanced} />}
    </>
  );
}

const reasons = (by: Record<string, number>) =>
  Object.entries(by)
    .map(([reason, members]) => `${reason.replaceAll('_', ' ')}: ${count(members)}`)
    .join(', ');
