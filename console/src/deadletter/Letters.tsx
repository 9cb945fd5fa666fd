import { Button, Checkbox } from '@patternfly/react-core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../session/session';
import { type Column, Rows } from '../shared/Rows';
import { Titled } from '../shared/Titled';
import { When } from '../shared/When';
import { many } from '../shared/words';
import type { Letter } from './queries';
import { RetrySome } from './RetrySome';

/** So many are drawn at first, and more each time. */
const STEP = 50;

const COLUMNS: Column<Letter>[] = [
  { label: 'Letter', cell: ({ id }) => <Link to={`/dead-letters/${id}`}>{id}</Link> },
  { label: 'Field', cell: ({ field }) => field || '–' },
  { label: 'Reason', cell: ({ reason }) => <span className="serai-breakable">{reason}</span> },
  { label: 'Record', cell: ({ position }) => position, numeric: true },
  { label: 'Attempts', cell: ({ attempts }) => attempts, numeric: true },
  { label: 'Last', cell: ({ updatedAt }) => <When at={updatedAt} /> },
];

interface LettersProps {
  name: string;
  code: string;
  letters: Letter[];
}

/** The letters of one group, of which some can be chosen and tried again. */
export function Letters({ name, code, letters }: LettersProps) {
  const own = letters.filter((letter) => letter.name === name && letter.code === code);
  const [shown, setShown] = useState(STEP);
  const [chosen, setChosen] = useState<Set<number>>(new Set());
  const may = useMay('letter-handle') && own.some(({ state }) => state === 'open');
  const choose = (id: number, on: boolean) =>
    setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((other) => other !== id)));
  const choice: Column<Letter> = {
    label: 'Choose',
    cell: ({ id }) => (
      <Checkbox
        id={`choose-${id}`}
        aria-label={`Choose letter ${id}`}
        isChecked={chosen.has(id)}
        onChange={(_, on) => choose(id, on)}
      />
    ),
  };
  return (
    <Titled title={`${code} of ${name}`} about={many(own.length, 'letter')}>
      <Rows
        label="Letters"
        columns={may ? [choice, ...COLUMNS] : COLUMNS}
        rows={own.slice(0, shown)}
        id={({ id }) => id}
        empty="None of this group is left in this state."
      />
      {may && <RetrySome ids={[...chosen]} onDone={() => setChosen(new Set())} />}
      {own.length > shown && (
        <Button variant="secondary" onClick={() => setShown(shown + STEP)}>
          Show more
        </Button>
      )}
    </Titled>
  );
}
