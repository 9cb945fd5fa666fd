import { Label } from '@patternfly/react-core';
import type { Shapes } from '../api/client';
import { count } from '../shared/words';

/** The books of a run of a sync: who was selected went one of four ways, and the sum must be right. */
export function Books({ books, balanced }: { books: Shapes['SyncCounts']; balanced: boolean }) {
  return (
    <span className="serai-books">
      <span>{count(books.selected)} selected</span> = <span>{count(books.delivered)} delivered</span> +{' '}
      <span>{count(books.rejected)} rejected</span> + <span>{count(books.withheld)} withheld</span> +{' '}
      <span>{count(books.pending)} pending</span>{' '}
      {balanced ? (
        <Label isCompact status="success" variant="outline">
          balanced
        </Label>
      ) : (
        <Label isCompact status="danger">
          does not balance
        </Label>
      )}
    </span>
  );
}
