import { difference, type Line } from './diff';

const SIGNS: Record<Line['kind'], string> = { same: ' ', gone: '−', new: '+' };
const WORDS: Record<Line['kind'], string> = { same: '', gone: 'Gone: ', new: 'New: ' };

/** Two texts under each other, line by line: what is gone and what is new, by a sign and not by colour alone. */
export function Difference({ before, after }: { before: string; after: string }) {
  const lines = difference(before, after);
  if (lines.every(({ kind }) => kind === 'same')) {
    return <p>There is no difference.</p>;
  }
  return (
    <div className="serai-code serai-difference" role="list" aria-label="Difference" tabIndex={0}>
      {lines.map(({ kind, text }, at) => (
        <div key={at} role="listitem" className={`serai-${kind}`}>
          <span aria-hidden="true">{SIGNS[kind]} </span>
          <span className="pf-v6-screen-reader">{WORDS[kind]}</span>
          {text}
        </div>
      ))}
    </div>
  );
}
