import { skipToken, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, Failure, type Shapes } from '../api/client';
import { PEOPLE } from '../profile/queries';
import { kept, revealing } from '../shared/reveal';

export type Match = Shapes['PossibleMatch'];
export type Comparison = Shapes['Comparison'];
export type Verdict = 'accept' | 'refuse' | 'defer';

/** Why two records are one person or not. */
export function usePair(one: number | undefined, other: number | undefined, reason: string) {
  return useQuery({
    queryKey: [...PEOPLE, 'pair', one, other, reason],
    queryFn:
      one !== undefined && other !== undefined && one !== other
        ? () =>
            answer(
              api.GET('/api/v1/identity/pairs/{one}/{other}', {
                params: { path: { one, other }, header: revealing(reason) },
              }),
            )
        : skipToken,
    ...kept(reason),
  });
}

/** Pairs that may be one person. The hub looks through its records some hundred at a time, so a page may hold none. */
export function useReview() {
  return useInfiniteQuery({
    queryKey: ['review'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/identity/review', { params: { query: { after: pageParam || undefined } } })),
    getNextPageParam: ({ next }) => next || undefined,
    staleTime: Infinity,
  });
}

/** Whether it failed only because the rules weigh nobody, which is no fault. */
export const isUnmatched = (error: Error | null): boolean =>
  error instanceof Failure && error.problem.code === 'NOT_MATCHED';

/** Merges and splits of everybody, the newest first. */
export function useChanges() {
  return useInfiniteQuery({
    queryKey: [...PEOPLE, 'changes'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/identity/changes', { params: { query: { before: pageParam || undefined } } })),
    getNextPageParam: ({ next }) => next || undefined,
  });
}

export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ pair, ...body }: { pair: Match; verdict: Verdict; reason: string }) =>
      answer(
        api.POST('/api/v1/identity/pairs/{one}/{other}/decide', {
          params: { path: { one: pair.one, other: pair.other } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}

/** The people that a profile's records would be if a link took so many bits. */
export function useWhatIf(id: number, bits: number | undefined) {
  return useQuery({
    queryKey: [...PEOPLE, id, 'what-if', bits],
    queryFn:
      bits === undefined
        ? skipToken
        : () =>
            answer(
              api.GET('/api/v1/identity/profiles/{id}/what-if', {
                params: { path: { id }, query: { 'link-at': bits } },
              }),
            ),
  });
}

/** What the rules in the files would do; it compares everyone, so it is asked for and not fetched along the way. */
export function usePlan() {
  return useMutation({ mutationFn: () => answer(api.POST('/api/v1/identity/plan')) });
}
