import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';

/** While a run goes on it is looked at every second, else now and then. */
export const pace = (busy: boolean) => (busy ? 1_000 : 10_000);

/** The last runs of a stream or a sync, the newest first. */
export function useRuns(kind: 'import' | 'sync', name: string) {
  return useQuery({
    queryKey: ['runs', kind, name],
    queryFn: async () => (await answer(api.GET('/api/v1/runs', { params: { query: { kind, name, limit: 50 } } }))).runs,
    refetchInterval: ({ state }) => pace(state.data?.some((run) => run.state === 'running') ?? false),
  });
}
