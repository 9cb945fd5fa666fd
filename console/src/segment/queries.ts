import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';
import { useDefinition } from '../definition/definitions';

export type Version = Shapes['Versions']['versions'][number];

const PAGE = 50;
const of = (name: string) => ({ path: { name } });

export function useSegments() {
  return useQuery({
    queryKey: ['segments'],
    queryFn: () => answer(api.GET('/api/v1/segments')),
    refetchInterval: 10_000,
  });
}

export function useSegment(name: string) {
  return useQuery({
    queryKey: ['segments', name],
    queryFn: () => answer(api.GET('/api/v1/segments/{name}', { params: of(name) })),
    refetchInterval: 10_000,
  });
}

/** What builds on a segment: its definition says, for the list does not. */
export const useDependents = (name: string) => useDefinition('segments', name).data?.usedBy;

export function useVersions(name: string) {
  return useQuery({
    queryKey: ['segments', name, 'versions'],
    queryFn: () => answer(api.GET('/api/v1/segments/{name}/versions', { params: of(name) })),
  });
}

export function useMembers(name: string) {
  return useInfiniteQuery({
    queryKey: ['segments', name, 'members'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/segments/{name}/members', {
          params: { ...of(name), query: { after: pageParam, limit: PAGE } },
        }),
      ),
    getNextPageParam: ({ next }) => (next === 0 ? undefined : next),
  });
}

export interface Span {
  from: string;
  to: string;
}

const days = (name: string, span: Span) => ({
  queryKey: ['segments', name, 'days', span],
  queryFn: () => answer(api.GET('/api/v1/segments/{name}/days', { params: { ...of(name), query: span } })),
  placeholderData: keepPreviousData,
});

export const useDays = (name: string, span: Span) => useQuery(days(name, span));

/** The sizes of several segments, a row for each segment and day. */
export function useSizes(names: string[], span: Span) {
  return useQueries({
    queries: names.map((name) => days(name, span)),
    combine: (all) => ({
      rows: all.flatMap(({ data }, at) =>
        (data?.days ?? []).map(({ day, members }) => ({ day, segment: names[at], members })),
      ),
      error: all.find(({ error }) => error)?.error,
      at: new Date(Math.max(0, ...all.map(({ dataUpdatedAt }) => dataUpdatedAt))).toISOString(),
      isBusy: all.some(({ isPending, isError }) => isPending && !isError),
    }),
  });
}

export function useFlow(name: string, span: Span) {
  return useQuery({
    queryKey: ['segments', name, 'flow', span],
    queryFn: () => answer(api.GET('/api/v1/segments/{name}/flow', { params: { ...of(name), query: span } })),
    placeholderData: keepPreviousData,
  });
}

export function useExplanation(name: string, id: number) {
  return useQuery({
    queryKey: ['segments', name, 'explanation', id],
    queryFn: () => answer(api.GET('/api/v1/segments/{name}/explanation/{id}', { params: { path: { name, id } } })),
  });
}

export type SegmentState = Shapes['SegmentState'];
