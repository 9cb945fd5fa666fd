import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';

const PACE = 5_000;

export function useRoutes() {
  return useQuery({
    queryKey: ['routes'],
    queryFn: async () => (await answer(api.GET('/api/v1/routes'))).routes,
    refetchInterval: PACE,
  });
}

export function useRoute(id: string) {
  return useQuery({
    queryKey: ['routes', id],
    queryFn: () => answer(api.GET('/api/v1/routes/{id}', { params: { path: { id }, query: { limit: 20 } } })),
    refetchInterval: PACE,
  });
}

export function useFlow() {
  return useQuery({ queryKey: ['flow'], queryFn: () => answer(api.GET('/api/v1/flow')), refetchInterval: PACE });
}

/** Starts, stops or pauses what a route is for; the store knows it too. */
export function useRouteDeed(id: string, verb: 'start' | 'stop' | 'pause') {
  const queries = useQueryClient();
  return useMutation<unknown>({
    mutationFn: () => answer(api.POST(`/api/v1/routes/{id}/${verb}`, { params: { path: { id } } })),
    onSettled: () =>
      Promise.all([['routes'], ['flow'], ['status']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
