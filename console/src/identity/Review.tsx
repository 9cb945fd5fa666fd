import { Button, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useState } from 'react';
import { Answer } from '../shared/Answer';
import { many } from '../shared/words';
import { isUnmatched, type Match, useReview } from './queries';
import { ReviewPair } from './ReviewPair';

const name = ({ one, other }: Match) => `${one} ${other}`;

/** Pairs that may be one person, one after the other. What is decided or passed over makes room for the next at once. */
export function Review() {
  const review = useReview();
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<Set<string>>(new Set());
  if (isUnmatched(review.error)) {
    return <Unmatched />;
  }
  return (
    <Answer query={review} lines={8}>
      {({ pages }) => {
        const waiting = pages.flatMap(({ pairs }) => pairs).filter((pair) => !done.has(name(pair)));
        const [next] = waiting;
        return next ? (
          <>
            <p>
              {many(waiting.length, 'pair')} to decide
              {review.hasNextPage && ', and more where the hub has not looked yet'}. The likeliest of what was looked
              through comes first.
            </p>
            <ReviewPair
              key={name(next)}
              pair={next}
              reason={reason}
              onReason={setReason}
              onNext={() => setDone(new Set(done).add(name(next)))}
            />
          </>
        ) : (
          <Through
            more={review.hasNextPage}
            busy={review.isFetching}
            look={() => void (review.hasNextPage ? review.fetchNextPage() : review.refetch())}
          />
        );
      }}
    </Answer>
  );
}

function Through({ more, busy, look }: { more: boolean; busy: boolean; look: () => void }) {
  return (
    <EmptyState variant="sm" titleText={more ? 'None so far' : 'Nothing waits for a person'} headingLevel="h2">
      <EmptyStateBody>
        <p>
          {more ? 'The hub looks through its records part by part.' : 'Every possible match is decided or passed over.'}
        </p>
        <Button variant="secondary" isLoading={busy} isDisabled={busy} onClick={look}>
          {more ? 'Look further' : 'Look again'}
        </Button>
      </EmptyStateBody>
    </EmptyState>
  );
}

function Unmatched() {
  return (
    <EmptyState variant="sm" titleText="Records are not weighed" headingLevel="h2">
      <EmptyStateBody>
        The rules join records by equal identifiers only, which leaves nothing in doubt. With a <code>match</code>{' '}
        section in the identity file, records that share none are compared by what they say, and doubtful pairs wait
        here.
      </EmptyStateBody>
    </EmptyState>
  );
}
