import { Answer } from '../shared/Answer';
import type { Shapes } from '../api/client';
import { type Column, Rows } from '../shared/Rows';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { duration } from '../shared/words';
import { RunBooks } from './Books';
import { useRuns } from './queries';

const COLUMNS: Column<Shapes['Run']>[] = [
  { label: 'Run', cell: (run) => run.id },
  { label: 'State', cell: (run) => <StateLabel state={run.state} /> },
  { label: 'Began', cell: (run) => <When at={run.startedAt} /> },
  { label: 'Took', cell: (run) => took(run) },
  { label: 'Books', cell: (run) => <RunBooks run={run} /> },
  {
    label: 'Trouble',
    cell: (run) =>
      run.error && (
        <>
          <code>{run.errorCode}</code> {run.error}
        </>
      ),
  },
];

function took(run: Shapes['Run']): string {
  const end = run.finishedAt ? Date.parse(run.finishedAt) : Date.now();
  return duration((end - Date.parse(run.startedAt)) / 1_000);
}

interface RunsProps {
  kind: 'import' | 'sync';
  name: string;
  empty: string;
}

/** The last runs of a stream or a sync, and their books. */
export function Runs({ kind, name, empty }: RunsProps) {
  return (
    <Answer query={useRuns(kind, name)}>
      {(runs) => <Rows label="Runs" columns={COLUMNS} rows={runs} id={(run) => run.id} empty={empty} />}
    </Answer>
  );
}
