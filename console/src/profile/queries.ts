import { skipToken, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';
import { kept, revealing } from '../shared/reveal';
import type { Identifier } from './identifier';

export type Person = Shapes['Profile'];
export type Explanation = Shapes['Explanation'];
export type Happening = Shapes['ProfileEvent'];

/** Everything about people hangs below this, for a decision about one changes others. */
export const PEOPLE = ['people'];

export function useFound(sought: Identifier | undefined) {
  return useQuery({
    queryKey: [...PEOPLE, 'found', sought],
    queryFn: sought ? () => answer(api.POST('/api/v1/profiles/search', { body: sought })) : skipToken,
    gcTime: 0,
  });
}

/** Which people are listed: all, or those whose trait is or begins with something. */
export interface Narrowed {
  trait: string;
  /** Whether the text is all of the value, or what it begins with. */
  how: string;
  text: string;
}

/** People, the last changed first. */
export function usePeople({ trait, how, text }: Narrowed) {
  const filter = trait && text ? { trait, [how]: text } : {};
  return useInfiniteQuery({
    queryKey: [...PEOPLE, 'list', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/profiles', { params: { query: { ...filter, after: pageParam || undefined } } })),
    getNextPageParam: ({ next }) => next,
  });
}

/** The traits by which people can be listed: those that are no personal data, whatever record they come from. */
export function useListable() {
  return useQuery({
    queryKey: ['traits'],
    queryFn: () => answer(api.GET('/api/v1/traits')),
    select: ({ traits }) => traits.filter(({ pii, origin }) => !pii && origin === 'records').map(({ name }) => name),
  });
}

/** A person; unmasked if there is a reason. */
export function useProfile(id: number, reason = '') {
  return useQuery({
    queryKey: [...PEOPLE, id, reason],
    queryFn: () => answer(api.GET('/api/v1/profiles/{id}', { params: { path: { id }, header: revealing(reason) } })),
    ...kept(reason),
  });
}

export function useExplanation(id: number, reason = '') {
  return useQuery({
    queryKey: [...PEOPLE, id, 'explanation', reason],
    queryFn: () =>
      answer(api.GET('/api/v1/profiles/{id}/explanation', { params: { path: { id }, header: revealing(reason) } })),
    ...kept(reason),
  });
}

export function useComposition(id: number) {
  return useQuery({
    queryKey: [...PEOPLE, id, 'composition'],
    queryFn: () => answer(api.GET('/api/v1/identity/profiles/{id}/composition', { params: { path: { id } } })),
  });
}

/** What happened to a person, the latest first; all of it without a type. */
export function useTimeline(id: number, type: string) {
  return useInfiniteQuery({
    queryKey: [...PEOPLE, id, 'events', type],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/profiles/{id}/events', {
          params: { path: { id }, query: { type: type || undefined, after: pageParam || undefined } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
}

export function useMemberships(id: number) {
  return useQuery({
    queryKey: [...PEOPLE, id, 'segments'],
    queryFn: () => answer(api.GET('/api/v1/profiles/{id}/segments', { params: { path: { id } } })),
  });
}

/** The names of all segments. */
export function useSegmentNames() {
  return useQuery({
    queryKey: ['segments'],
    queryFn: () => answer(api.GET('/api/v1/segments')),
    select: ({ segments }) => segments.map(({ name }) => name),
  });
}

export function useVerdict(id: number, name: string) {
  return useQuery({
    queryKey: [...PEOPLE, id, 'verdict', name],
    queryFn: name
      ? () => answer(api.GET('/api/v1/segments/{name}/explanation/{id}', { params: { path: { id, name } } }))
      : skipToken,
  });
}

/** Which syncs carry a person, or did. */
export function useTraces(id: number) {
  return useQuery({
    queryKey: [...PEOPLE, id, 'syncs'],
    queryFn: () => answer(api.GET('/api/v1/profiles/{id}/syncs', { params: { path: { id } } })),
  });
}

/** What a split would come to; nothing is split. Not asked again once it is done, for then it could not be. */
export function useSplit(id: number, subjects: number[]) {
  return useQuery({
    queryKey: ['split', id, subjects],
    gcTime: 0,
    queryFn: () =>
      answer(
        api.POST('/api/v1/profiles/{id}/unmerge', { params: { path: { id } }, body: { subjects, dry_run: true } }),
      ),
  });
}

export function useMerge(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { other: number; reason: string }) =>
      answer(api.POST('/api/v1/profiles/{id}/merge', { params: { path: { id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}

export function useUnmerge(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { subjects: number[]; reason: string }) =>
      answer(api.POST('/api/v1/profiles/{id}/unmerge', { params: { path: { id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}
