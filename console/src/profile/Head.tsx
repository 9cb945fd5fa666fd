import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { Facts } from '../shared/Facts';
import { When } from '../shared/When';
import { many } from '../shared/words';
import { mergedInto } from './lineage';
import { type Person, useExplanation } from './queries';

/** What stands above everything else about a person. */
export function Head({ person }: { person: Person }) {
  const former = mergedInto(person.id, useExplanation(person.id).data?.history ?? []);
  return (
    <Facts
      facts={{
        'First seen': <When at={person.firstSeen} />,
        'Last seen': <When at={person.lastSeen} />,
        'Made of': many(person.subjects, 'record'),
        'Merged into it': former.join(', '),
        Household: shared(person.households),
        Account: shared(person.accounts),
      }}
    />
  );
}

/** Whom a person shares households or accounts with. */
const shared = (groups: Shapes['Group'][] = []): ReactNode =>
  groups.length > 0 ? groups.map((group) => <Shared key={group.id} group={group} />) : undefined;

function Shared({ group: { by, profiles, institution, members } }: { group: Shapes['Group'] }) {
  return (
    <div>
      {institution ? `too many to be one: ${many(profiles, 'profile')}` : many(profiles, 'profile')} by {by}
      {members.length > 1 &&
        members.map((member, index) => (
          <span key={member}>
            {index === 0 ? ': ' : ', '}
            <Link to={`/profiles/${member}`}>{member}</Link>
          </span>
        ))}
    </div>
  );
}
