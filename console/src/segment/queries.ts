import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { answer, api, type Shapes, tagged } from '../api/client';

/** A definition as it is saved, with the tag that a change of it must name. */
export type Definition = Shapes['Definition'] & { tag?: string };
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

const readDefinition = async (name: string): Promise<Definition> => {
  const { data, tag } = await tagged(api.GET('/api/v1/segments/{name}/definition', { params: of(name) }));
  return { ...data, tag };
};

export function useDefinition(name: string) {
  return useQuery({
    queryKey: ['segments', name, 'definition'],
    queryFn: () => readDefinition(name),
    enabled: name !== '',
    staleTime: 30_000,
  });
}

/** What builds on a segment: its definition says, for the list does not. */
export const useDependents = (name: string) => useDefinition(name).data?.usedBy;

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

/** How a definition is sent: as its text, so that its comments are kept. */
export const AS_YAML = {
  headers: { 'Content-Type': 'application/yaml' },
  bodySerializer: (body: unknown) => String(body),
};

export interface Change {
  name: string;
  yaml: string;
  /** What it is a change of; any if there was none. */
  tag?: string;
}

export function useSave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, yaml, tag }: Change) =>
      answer(
        api.PUT('/api/v1/segments/{name}/definition', {
          params: of(name),
          body: yaml,
          ...AS_YAML,
          headers: { ...AS_YAML.headers, ...(tag ? { 'If-Match': tag } : {}) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['segments'] }),
  });
}

export function useRemove(name: string) {
  const queries = useQueryClient();
  return async () => {
    await answer(api.DELETE('/api/v1/segments/{name}/definition', { params: of(name) }));
    queries.removeQueries({ queryKey: ['segments', name] });
    await queries.invalidateQueries({ queryKey: ['segments'], exact: true });
  };
}

export type SegmentState = Shapes['SegmentState'];
