import { type Column, Rows } from '../shared/Rows';
import { StateLabel } from '../shared/StateLabel';
import type { Person } from './queries';

type Consent = [purpose: string, state: string];

const COLUMNS: Column<Consent>[] = [
  { label: 'Purpose', cell: ([purpose]) => <strong>{purpose}</strong> },
  { label: 'Consent', cell: ([, state]) => <StateLabel state={state} /> },
];

/** What a person agreed to. */
export function Consents({ person }: { person: Person }) {
  return (
    <div className="serai-parts">
      <Rows
        label="Consents"
        columns={COLUMNS}
        rows={Object.entries(person.consents)}
        id={([purpose]) => purpose}
        empty="Nobody asked this person, or no source told. A sync with a purpose withholds who did not agree."
      />
      <p>Purposes that are not listed are unknown, and a sync takes unknown for no.</p>
    </div>
  );
}
