import { Label } from '@patternfly/react-core';
import type { Shapes } from '../api/client';
import { count } from '../shared/words';

interface BooksProps<T> {
  books: T;
  balanced: boolean;
}

/** The books of a run of a sync: who was selected went one of four ways, and the sum must be right. */
export function Books({ books, balanced }: BooksProps<Shapes['SyncCounts']>) {
  return (
    <span className="serai-books">
      <span>{count(books.selected)} selected</span> = <span>{count(books.delivered)} delivered</span> +{' '}
      <span>{count(books.rejected)} rejected</span> + <span>{count(books.withheld)} withheld</span> +{' '}
      <span>{count(books.pending)} pending</span> <Verdict balanced={balanced} />
    </span>
  );
}

/** The books of an import: what was read went one of four ways. */
export function ImportBooks({ books, balanced }: BooksProps<Shapes['ImportCounts']>) {
  return (
    <span className="serai-books">
      <span>{count(books.read)} read</span> = <span>{count(books.stored)} stored</span> +{' '}
      <span>{count(books.unchanged)} unchanged</span> + <span>{count(books.invalid)} refused</span> +{' '}
      <span>{count(books.suppressed)} suppressed</span> <Verdict balanced={balanced} />
    </span>
  );
}

function Verdict({ balanced }: { balanced: boolean }) {
  return balanced ? (
    <Label isCompact status="success" variant="outline">
      balanced
    </Label>
  ) : (
    <Label isCompact status="danger">
      does not balance
    </Label>
  );
}

/** The books of a run of either kind. */
export function RunBooks({ run: { counts, balanced } }: { run: Shapes['Run'] }) {
  return 'read' in counts ? (
    <ImportBooks books={counts} balanced={balanced} />
  ) : (
    <Books books={counts} balanced={balanced} />
  );
}
