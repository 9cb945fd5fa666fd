import { Title } from '@patternfly/react-core';
import { Link } from 'react-router';
import { useDependents } from './queries';

/** What builds on a segment, and so follows when it is changed. */
export function Dependents({ name }: { name: string }) {
  const used = useDependents(name);
  if (!used) {
    return null;
  }
  const none = used.syncs.length + used.segments.length === 0;
  return (
    <section aria-label="Used by">
      <Title headingLevel="h2" size="lg">
        Used by
      </Title>
      {none ? (
        <p>Nothing builds on it.</p>
      ) : (
        <ul className="serai-links">
          {used.syncs.map((sync) => (
            <li key={sync}>
              sync <Link to={`/syncs/${sync}`}>{sync}</Link>
            </li>
          ))}
          {used.segments.map((segment) => (
            <li key={segment}>
              segment <Link to={`/segments/${segment}`}>{segment}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
