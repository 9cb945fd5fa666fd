import { Alert, Button, Progress } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { RunBooks } from '../run/Books';
import { Answer } from '../shared/Answer';
import { many } from '../shared/words';
import { useRun } from './queries';

/** The import as it goes on, and its books at the end. */
export function ImportStep({ run, onGoOn }: { run: number; onGoOn: () => void }) {
  return <Answer query={useRun(run)}>{(known) => <Known run={known} onGoOn={onGoOn} />}</Answer>;
}

function Known({ run, onGoOn }: { run: Shapes['Run']; onGoOn: () => void }) {
  const running = run.state === 'running';
  const queries = useQueryClient();
  useEffect(() => {
    if (!running) {
      void queries.invalidateQueries({ queryKey: ['status'] });
    }
  }, [running, queries]);
  if (running) {
    const { done, total } = run.bytes ?? { done: 0, total: 0 };
    return (
      <Progress
        title={`${'read' in run.counts ? many(run.counts.read, 'row') : 'Rows'} read`}
        value={total > 0 ? (100 * done) / total : undefined}
        aria-label="Import"
      />
    );
  }
  return (
    <div aria-live="polite">
      <Alert
        isInline
        variant={run.error ? 'danger' : 'success'}
        title={run.error ? `The import failed: ${run.error}` : 'Imported'}
      >
        <RunBooks run={run} />
      </Alert>
      <div className="serai-deeds serai-part">
        <Button onClick={onGoOn}>Go on to a segment</Button>
        <Link to="/profiles" className="pf-v6-c-button pf-m-link">
          Look at the profiles
        </Link>
        <Link to="/dead-letters" className="pf-v6-c-button pf-m-link">
          Look at what was refused
        </Link>
      </div>
    </div>
  );
}
