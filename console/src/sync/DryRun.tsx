import { Alert, Content } from '@patternfly/react-core';
import { Link } from 'react-router';
import { Failure } from '../api/client';
import { useMay } from '../session/session';
import { FailureBox } from '../shared/Answer';
import { Deed } from '../shared/Deed';
import { Facts } from '../shared/Facts';
import { Rows } from '../shared/Rows';
import { count } from '../shared/words';
import { Books } from '../run/Books';
import { useDryRun } from './queries';

/** What a run would do now, by the run's own code; nothing is sent. */
export function DryRun({ name }: { name: string }) {
  const dryRun = useDryRun(name);
  const may = useMay('sync-run');
  const result = dryRun.data;
  return (
    <>
      <Content component="p">The same plan that a run makes, at this moment. Nothing is sent.</Content>
      {may && (
        <div className="serai-deeds">
          <Deed label="Try" variant="primary" deed={dryRun} />
        </div>
      )}
      {dryRun.error && <FailureBox failure={Failure.of(dryRun.error)} />}
      {result && (
        <div aria-live="polite" className="serai-stack">
          {result.held && <Alert variant="warning" isInline title="The brake would hold this run." />}
          <Facts
            facts={{
              Added: count(result.added),
              Updated: count(result.updated),
              Refreshed: count(result.refreshed),
              Removed: count(result.removed),
              Erased: count(result.erased),
              'Held by the destination now': count(result.ledger),
            }}
          />
          <Books books={result.counts} balanced />
          <Rows
            label="Some of those who would change"
            columns={[
              { label: 'Profile', cell: (one) => <Link to={`/profiles/${one.profileId}`}>{one.profileId}</Link> },
              { label: 'Change', cell: (one) => one.kind },
            ]}
            rows={result.sample}
            id={(one) => `${one.profileId} ${one.kind}`}
            empty="Nothing would change: the destination is in step."
          />
        </div>
      )}
    </>
  );
}
