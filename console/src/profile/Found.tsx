import { Link } from 'react-router';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { plain } from '../shared/words';
import type { Person } from './queries';

/** The few words that tell one from another: the first traits that she has. */
const summary = ({ traits }: Person): string =>
  Object.entries(traits)
    .slice(0, 3)
    .map(([, { value }]) => plain(value))
    .join(' · ');

const COLUMNS: Column<Person>[] = [
  { label: 'Profile', cell: ({ id }) => <Link to={`/profiles/${id}`}>{id}</Link> },
  { label: 'Traits', cell: summary },
  {
    label: 'Identifiers',
    cell: ({ identifiers }) =>
      Object.entries(identifiers)
        .map(([namespace, values]) => `${namespace} ${values.length}`)
        .join(', '),
  },
  { label: 'Segments', cell: ({ segments }) => segments.join(', ') || '–' },
  { label: 'Last seen', cell: ({ lastSeen }) => <When at={lastSeen} /> },
  { label: 'Records', cell: ({ subjects }) => subjects, numeric: true },
];

/** Whom a search found. */
export function Found({ profiles, namespace }: { profiles: Person[]; namespace: string }) {
  return (
    <Rows
      label="Found"
      columns={COLUMNS}
      rows={profiles}
      id={({ id }) => id}
      empty={`Nobody has this value of ${namespace}. It is compared as the schema says: numbers of phones with their country, addresses in small letters.`}
    />
  );
}
