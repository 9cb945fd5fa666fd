import { Button } from '@patternfly/react-core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Answer } from './Answer';

interface PagesProps<P, T> {
  query: UseInfiniteQueryResult<InfiniteData<P>>;
  /** What a page holds. */
  of: (page: P) => T[];
  children: (rows: T[]) => ReactNode;
}

/** A long list, page after page by key: what is there, and more of it when asked for. */
export function Pages<P, T>({ query, of, children }: PagesProps<P, T>) {
  return (
    <Answer query={query}>
      {({ pages }) => (
        <>
          {children(pages.flatMap(of))}
          {query.hasNextPage && (
            <Button variant="secondary" isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Show more
            </Button>
          )}
        </>
      )}
    </Answer>
  );
}
