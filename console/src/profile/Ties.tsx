import { Label } from '@patternfly/react-core';
import type { Shapes } from '../api/client';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { Titled } from '../shared/Titled';
import { useComposition } from './queries';

type Held = Shapes['Tie'] & { isWeakest: boolean };

const COLUMNS: Column<Held>[] = [
  { label: 'Records', cell: ({ one, other }) => `${one} and ${other}` },
  {
    label: 'Tied by',
    cell: ({ kind, isWeakest }) => (
      <>
        {kind}{' '}
        {isWeakest && (
          <Label isCompact status="warning" variant="outline">
            weakest
          </Label>
        )}
      </>
    ),
  },
  { label: 'Weight in bits', cell: ({ weight }) => weight?.toFixed(1) ?? '–', numeric: true },
];

/** The strongest links that are enough to hold a person together; without the weakest she falls apart. */
export function Ties({ id }: { id: number }) {
  return (
    <Titled
      title="What holds it together"
      about="The strongest ties that are enough. Without the weakest it falls in two."
    >
      <Answer query={useComposition(id)}>
        {({ ties, weakest }) => (
          <Rows
            label="Ties"
            columns={COLUMNS}
            rows={ties.map((tie) => ({
              ...tie,
              isWeakest: ties.length > 1 && tie.one === weakest?.one && tie.other === weakest.other,
            }))}
            id={({ one, other }) => `${one} ${other}`}
            empty="One record needs no tie."
          />
        )}
      </Answer>
    </Titled>
  );
}
