import { Link } from 'react-router';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { type Step, told } from './lineage';

const COLUMNS: Column<Step>[] = [
  { label: 'When', cell: ({ at }) => <When at={at} exact /> },
  { label: 'What', cell: (step) => <Link to={`/profiles/${step.profileId}?tab=identity`}>{told(step)}</Link> },
  { label: 'Because of', cell: ({ cause }) => cause },
  { label: 'Records that moved', cell: ({ subjects }) => subjects.join(', ') },
];

/** Merges and splits, in the order given. */
export function History({ steps, empty }: { steps: Step[]; empty: string }) {
  return <Rows label="Merges and splits" columns={COLUMNS} rows={steps} id={({ id }) => id} empty={empty} />;
}
