import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { type Step, told } from './lineage';

const COLUMNS: Column<Step>[] = [
  { label: 'When', cell: ({ at }) => <When at={at} exact /> },
  { label: 'What', cell: told },
  { label: 'Because of', cell: ({ cause }) => cause },
  { label: 'Records that moved', cell: ({ subjects }) => subjects.join(', ') },
];

/** The merges and splits in which a person took part, the latest first. */
export function History({ steps }: { steps: Step[] }) {
  return (
    <Rows
      label="Merges and splits"
      columns={COLUMNS}
      rows={steps.toReversed()}
      id={({ at, profileId, otherId }) => `${at} ${profileId} ${otherId}`}
      empty="This profile was never merged or split: its records came together as they came in."
    />
  );
}
