import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Fact, Facts } from '../shared/Facts';
import { When } from '../shared/When';
import { many } from '../shared/words';
import { mergedInto } from './lineage';
import { type Person, useExplanation } from './queries';

/** What stands above everything else about a person. */
export function Head({ person }: { person: Person }) {
  const former = mergedInto(person.id, useExplanation(person.id).data?.history ?? []);
  return (
    <Facts>
      <Fact term="First seen">
        <When at={person.firstSeen} />
      </Fact>
      <Fact term="Last seen">
        <When at={person.lastSeen} />
      </Fact>
      <Fact term="Made of">{many(person.subjects, 'record')}</Fact>
      {former.length > 0 && <Fact term="Merged into it">{former.join(', ')}</Fact>}
      <Shared term="Household" groups={person.households} />
      <Shared term="Account" groups={person.accounts} />
    </Facts>
  );
}

/** Whom a person shares a household or an account with. */
function Shared({ term, groups = [] }: { term: string; groups?: Shapes['Group'][] }) {
  return groups.map(({ id, by, profiles, institution, members }) => (
    <Fact key={id} term={term}>
      {institution ? `too many to be one: ${many(profiles, 'profile')}` : many(profiles, 'profile')} by {by}
      {members.length > 1 && (
        <>
          {': '}
          {members.map((member, index) => (
            <span key={member}>
              {index > 0 && ', '}
              <Link to={`/profiles/${member}`}>{member}</Link>
            </span>
          ))}
        </>
      )}
    </Fact>
  ));
}
