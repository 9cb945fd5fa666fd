import { Link } from 'react-router';
import { type Person, useProfile } from '../profile/queries';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { plain } from '../shared/words';
import type { Match } from './queries';

interface Line {
  name: string;
  one: string;
  other: string;
}

const shown = ({ traits, identifiers }: Person, name: string): string => {
  const trait = traits[name];
  return trait ? plain(trait.value) : (identifiers[name]?.join(', ') ?? '–');
};

const lines = (one: Person, other: Person): Line[] =>
  [
    ...new Set(
      [one, other].flatMap(({ traits, identifiers }) => [...Object.keys(traits), ...Object.keys(identifiers)]),
    ),
  ].map((name) => ({ name, one: shown(one, name), other: shown(other, name) }));

/** The profiles that two records are in now, side by side. */
export function Sides({ pair, reason }: { pair: Match; reason: string }) {
  const one = useProfile(pair.profile, reason);
  const other = useProfile(pair.otherProfile, reason);
  const columns: Column<Line>[] = [
    { label: 'Field', cell: ({ name }) => name },
    { label: `Profile ${pair.profile}`, cell: (line) => <span className="serai-breakable">{line.one}</span> },
    { label: `Profile ${pair.otherProfile}`, cell: (line) => <span className="serai-breakable">{line.other}</span> },
  ];
  return (
    <Answer query={one} lines={8}>
      {(left) => (
        <Answer query={other} lines={8}>
          {(right) => (
            <>
              <Rows label="Side by side" columns={columns} rows={lines(left, right)} id={({ name }) => name} empty="" />
              <p>
                Open <Link to={`/profiles/${left.id}`}>profile {left.id}</Link> or{' '}
                <Link to={`/profiles/${right.id}`}>profile {right.id}</Link> to see all of them.
              </p>
            </>
          )}
        </Answer>
      )}
    </Answer>
  );
}
