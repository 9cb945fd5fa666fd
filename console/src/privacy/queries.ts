import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';
import type { Identifier } from '../profile/identifier';
import { PEOPLE } from '../profile/queries';
import { kept, revealing } from '../shared/reveal';

/** How far a block goes: never sent anywhere, or not even taken in. */
export type Scope = 'send' | 'ingest';

export type PrivacyRequest = Shapes['PrivacyRequest'];
export type Asked = Pick<PrivacyRequest, 'kind' | 'law'> & Identifier & { received?: string };
/** Which requests are listed. */
export type Shown = PrivacyRequest['state'] | 'all';

const REQUESTS = ['privacy'];

export function useSuppress() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Identifier & { scope: Scope; reason: string }) =>
      answer(api.POST('/api/v1/suppressions', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}

export function useUnsuppress() {
  return useMutation({
    mutationFn: (body: Identifier) => answer(api.POST('/api/v1/suppressions/remove', { body })),
  });
}

/** @param reason why identifiers show; empty for masked ones */
export function useRequests(shown: Shown, reason: string) {
  const state = shown === 'all' ? undefined : shown;
  return useInfiniteQuery({
    queryKey: [...REQUESTS, shown, reason],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => {
      const query = { state, before: pageParam || undefined };
      return answer(api.GET('/api/v1/privacy/requests', { params: { query, header: revealing(reason) } }));
    },
    getNextPageParam: ({ next }) => next || undefined,
    ...kept(reason),
  });
}

/** What is kept shows in the list, and what is overdue on the overview too. */
function useKept<V, T>(deed: (what: V) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: () =>
      Promise.all([REQUESTS, ['attention'], PEOPLE].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export function useOpen() {
  return useKept((body: Asked) => answer(api.POST('/api/v1/privacy/requests', { body })));
}

export function useClose() {
  return useKept(({ id, how, text }: { id: number; how: 'fulfil' | 'refuse'; text: string }) => {
    const params = { path: { id } };
    return how === 'fulfil'
      ? answer(api.POST('/api/v1/privacy/requests/{id}/fulfil', { params, body: { note: text } }))
      : answer(api.POST('/api/v1/privacy/requests/{id}/refuse', { params, body: { reason: text } }));
  });
}
