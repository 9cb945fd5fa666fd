import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { pace } from '../run/queries';

const KEY = ['sources'];

export const SOURCES = {
  queryKey: KEY,
  queryFn: async () => (await answer(api.GET('/api/v1/sources'))).sources,
};

/** The streams of all sources. */
export function useSources() {
  return useQuery({
    ...SOURCES,
    refetchInterval: ({ state }) => pace(state.data?.some(({ lastRun }) => lastRun?.state === 'running') ?? false),
  });
}

/** Reads, cancels, pauses or resumes a stream, and looks again at what that changed. */
export function useSourceDeed(stream: string, verb: 'run' | 'cancel' | 'pause' | 'resume') {
  const queries = useQueryClient();
  return useMutation<unknown>({
    mutationFn: () =>
      answer<unknown>(api.POST(`/api/v1/sources/{stream}/${verb}`, { params: { path: { stream } }, body: {} })),
    onSettled: () =>
      Promise.all([KEY, ['runs'], ['routes'], ['status']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
