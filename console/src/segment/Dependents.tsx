import { Link } from 'react-router';
import { Titled } from '../shared/Titled';
import { useDependents } from './queries';

/** Where the screens of what can build on a segment are. */
const SCREENS: Record<string, string> = { segment: '/segments', sync: '/syncs' };

/** What builds on a segment, and so follows when it is changed. */
export function Dependents({ name }: { name: string }) {
  const used = useDependents(name);
  return (
    used && (
      <Titled title="Used by">
        <DependentLinks name={name} />
      </Titled>
    )
  );
}

export function DependentLinks({ name }: { name: string }) {
  const used = useDependents(name);
  if (!used) {
    return '–';
  }
  return used.length === 0 ? (
    'nothing'
  ) : (
    <span className="serai-links">
      {used.map(({ kind, name: other }) => (
        <span key={`${kind}/${other}`}>
          {kind} {SCREENS[kind] ? <Link to={`${SCREENS[kind]}/${other}`}>{other}</Link> : other}
        </span>
      ))}
    </span>
  );
}
