import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';

/** How the hub stands; asked every five seconds while somebody looks. */
export function useStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: () => answer(api.GET('/api/v1/status')),
    refetchInterval: 5_000,
  });
}
