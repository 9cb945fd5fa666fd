import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { Link } from 'react-router';
import { Failure } from '../api/client';
import { type Column, Rows } from '../shared/Rows';
import { many } from '../shared/words';
import { useRetry } from './queries';

interface Tried {
  id: number;
  result: string;
}

const COLUMNS: Column<Tried>[] = [
  { label: 'Letter', cell: ({ id }) => <Link to={`/dead-letters/${id}`}>{id}</Link> },
  { label: 'Result', cell: ({ result }) => result },
];

/** Tries the chosen letters again, one after the other, and says of each what came of it. */
export function RetrySome({ ids, onDone }: { ids: number[]; onDone: () => void }) {
  const retry = useRetry();
  const [tried, setTried] = useState<Tried[]>([]);
  const [left, setLeft] = useState(0);
  const one = (id: number): Promise<string> =>
    retry.mutateAsync(id).then(
      ({ retried }) => (retried > 0 ? 'closed' : 'still open'),
      (error: unknown) => Failure.of(error).problem.detail,
    );
  const all = async () => {
    const results: Tried[] = [];
    for (const [at, id] of ids.entries()) {
      setLeft(ids.length - at);
      results.push({ id, result: await one(id) });
      setTried([...results]);
    }
    setLeft(0);
    onDone();
  };
  return (
    <>
      <Button
        variant="secondary"
        isDisabled={ids.length === 0 || left > 0}
        isLoading={left > 0}
        onClick={() => void all()}
      >
        {left > 0 ? `${left} to go` : `Try ${many(ids.length, 'chosen letter')} again`}
      </Button>
      {tried.length > 0 && <Rows label="Results" columns={COLUMNS} rows={tried} id={({ id }) => id} empty="" />}
    </>
  );
}
