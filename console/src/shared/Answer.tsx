import { Alert, AlertActionLink, Skeleton } from '@patternfly/react-core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from '../api/client';

/** What went wrong: what the hub says, its code, the request to look for in its log, and another try. */
export function FailureBox({ failure, retry }: { failure: Failure; retry?: () => void }) {
  const { title, code, detail, requestId } = failure.problem;
  return (
    <Alert
      variant="danger"
      isInline
      title={title}
      actionLinks={retry && <AlertActionLink onClick={retry}>Try again</AlertActionLink>}
    >
      <p>{detail}</p>
      <p>
        <code>{code}</code>
        {requestId && (
          <>
            {' '}
            · request <code>{requestId}</code>
          </>
        )}
      </p>
    </Alert>
  );
}

interface AnswerProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error'> & { refetch: () => Promise<unknown> };
  /** How many grey lines stand for what is to come. */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** What was asked for, once it is there. What failed is told, and what was known before stays in sight, marked as old. */
export function Answer<T>({ query, lines = 4, children }: AnswerProps<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.error ? (
      <FailureBox failure={Failure.of(query.error)} retry={retry} />
    ) : (
      <div aria-busy="true">
        {Array.from({ length: lines }, (_, line) => (
          <Skeleton key={line} screenreaderText={line === 0 ? 'Loading' : undefined} className="serai-skeleton" />
        ))}
      </div>
    );
  }
  return (
    <>
      {query.error && (
        <Alert variant="warning" isInline isPlain title="This is old: the hub did not answer the last request." />
      )}
      {children(query.data)}
    </>
  );
}
