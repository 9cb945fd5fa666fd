import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';
import { kept, revealing } from '../shared/reveal';

export type Letter = Shapes['DeadLetterState'];

/** What became of letters that were tried again. */
export interface Retried {
  retried: number;
  open: number;
  runs: number[];
}

const KEY = ['dead-letters'];
const PAGE = 1_000;
/** Grouping reads letters; more than this many are not read for it. */
const MOST = 5_000;

async function read(state: string): Promise<{ letters: Letter[]; whole: boolean }> {
  const letters: Letter[] = [];
  while (letters.length < MOST) {
    const query = { state, limit: PAGE, after: letters.at(-1)?.id };
    const { deadLetters } = await answer(api.GET('/api/v1/dead-letters', { params: { query } }));
    letters.push(...deadLetters);
    if (deadLetters.length < PAGE) {
      return { letters, whole: true };
    }
  }
  return { letters, whole: false };
}

/** The letters of a state, up to a bound, and whether those are all. */
export function useLetters(state: string) {
  return useQuery({ queryKey: [...KEY, state], queryFn: () => read(state), staleTime: 30_000 });
}

/** A letter; with what could not be used if there is a reason to see it. */
export function useLetter(id: number, reason: string) {
  return useQuery({
    queryKey: [...KEY, id, reason],
    queryFn: () =>
      answer(api.GET('/api/v1/dead-letters/{id}', { params: { path: { id }, header: revealing(reason) } })),
    ...kept(reason),
  });
}

/** Both a deed and its effect elsewhere: how many are open is told on the overview too. */
function useDeed<V, T>(deed: (what: V) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSettled: () => Promise.all([KEY, ['status']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export function useRetry() {
  return useDeed((id: number): Promise<Retried> =>
    answer(api.POST('/api/v1/dead-letters/{id}/retry', { params: { path: { id } }, body: {} })),
  );
}

export function useRetryAll() {
  return useDeed(({ stage, name }: Pick<Letter, 'stage' | 'name'>): Promise<Retried> =>
    answer(api.POST('/api/v1/dead-letters/retry', { body: { stage: stage === 'sync' ? 'sync' : 'import', name } })),
  );
}

export function useDiscard() {
  return useDeed(({ id, reason }: { id: number; reason: string }) =>
    answer(api.POST('/api/v1/dead-letters/{id}/discard', { params: { path: { id } }, body: { reason } })),
  );
}
