import { Link } from 'react-router';
import { segmentsIn, sentence } from './sentence';
import { read } from './text';

/** A definition's condition in words, and the segments it builds on. */
export default function InWords({ yaml }: { yaml: string }) {
  const reading = read(yaml);
  if ('problem' in reading) {
    return null;
  }
  const where = reading.definition.where ?? null;
  const used = segmentsIn(where);
  return (
    <>
      <p>{sentence(where)}</p>
      {used.length > 0 && (
        <p className="serai-links">
          It builds on
          {used.map((segment) => (
            <Link key={segment} to={`/segments/${segment}`}>
              {segment}
            </Link>
          ))}
        </p>
      )}
    </>
  );
}
