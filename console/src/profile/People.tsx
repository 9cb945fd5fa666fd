import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { useAddress } from '../shared/address';
import { Pages } from '../shared/Pages';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { plain } from '../shared/words';
import { Narrow } from './Narrow';
import { type Narrowed, usePeople } from './queries';

type Summary = Shapes['ProfileSummary'];

const COLUMNS: Column<Summary>[] = [
  { label: 'Profile', cell: ({ id }) => <Link to={`/profiles/${id}`}>{id}</Link> },
  {
    label: 'Traits',
    cell: ({ traits }) => (
      <span className="serai-breakable">{Object.values(traits).slice(0, 6).map(plain).join(' · ') || '–'}</span>
    ),
  },
  { label: 'Identifiers', cell: ({ identifiers }) => Object.keys(identifiers).join(', ') || '–' },
  { label: 'Last seen', cell: ({ lastSeen }) => <When at={lastSeen} /> },
  { label: 'Records', cell: ({ subjects }) => subjects, numeric: true },
];

/** People, the last changed first; all, or those whose trait is as the address says. */
export function People() {
  const [trait] = useAddress('trait');
  const [how] = useAddress('how', 'value');
  const [text] = useAddress('is');
  const narrowed: Narrowed = { trait, how: how === 'prefix' ? how : 'value', text };
  return (
    <>
      <Narrow key={JSON.stringify(narrowed)} narrowed={narrowed} />
      <Pages query={usePeople(narrowed)} of={({ profiles }) => profiles}>
        {(profiles) => (
          <Rows
            label="Profiles"
            columns={COLUMNS}
            rows={profiles}
            id={({ id }) => id}
            empty={
              trait ? (
                'Nobody of those looked through so far. If there is more to look through, a button below says so.'
              ) : (
                <>
                  No source has told of anybody yet. <Link to="/start">Start with a file</Link>.
                </>
              )
            }
          />
        )}
      </Pages>
    </>
  );
}
