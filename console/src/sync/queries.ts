import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';
import { pace } from '../run/queries';

const PAGE = 50;
export function useSyncs() {
  return useQuery({
    queryKey: ['syncs'],
    queryFn: async () => (await answer(api.GET('/api/v1/syncs'))).syncs,
    refetchInterval: ({ state }) => pace(state.data?.some((sync) => sync.state === 'running') ?? false),
  });
}

export function useSync(name: string) {
  return useQuery({
    queryKey: ['syncs', name],
    queryFn: () => answer(api.GET('/api/v1/syncs/{name}', { params: { path: { name } } })),
    refetchInterval: ({ state }) => pace(state.data?.state === 'running'),
  });
}

export function useSyncRecords(name: string) {
  return useInfiniteQuery({
    queryKey: ['syncs', name, 'records'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) =>
      (
        await answer(
          api.GET('/api/v1/syncs/{name}/records', {
            params: { path: { name }, query: { after: pageParam, limit: PAGE } },
          }),
        )
      ).records,
    getNextPageParam: (page: Shapes['SyncRecord'][]) => (page.length < PAGE ? undefined : page.at(-1)?.id),
    placeholderData: keepPreviousData,
  });
}

type Verb = 'run' | 'cancel' | 'pause' | 'resume' | 'release';

/** Runs, cancels, pauses, resumes or releases the sync, and looks again at what that changed. */
export function useSyncDeed(name: string, verb: Verb) {
  const queries = useQueryClient();
  return useMutation<unknown>({
    mutationFn: () => answer<unknown>(api.POST(`/api/v1/syncs/{name}/${verb}`, { params: { path: { name } } })),
    onSettled: () =>
      Promise.all([['syncs'], ['runs'], ['status']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** What a run would do now; nothing is sent. */
export function useDryRun(name: string) {
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/syncs/{name}/dry-run', { params: { path: { name } } })),
  });
}
