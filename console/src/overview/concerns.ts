import { useQuery } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';

export type Concern = Shapes['Concern'];

/** What needs somebody, the most harmful first: the same list that alerts, the command line and JMX tell. */
export function useConcerns() {
  return useQuery({
    queryKey: ['attention'],
    queryFn: async () => (await answer(api.GET('/api/v1/attention'))).attention,
    refetchInterval: 10_000,
  });
}

/** Where in the console the cause is told. */
export function screenOf({ kind, name, trouble }: Pick<Concern, 'kind' | 'name' | 'trouble'>): string {
  if (trouble === 'letters') {
    return `/dead-letters?name=${encodeURIComponent(name)}`;
  }
  const at = encodeURIComponent(name);
  switch (kind) {
    case 'sync':
      return `/syncs/${at}`;
    case 'segment':
      return `/segments/${at}`;
    case 'source':
      return `/sources/${at}`;
    case 'key':
      return '/settings?tab=keys';
    case 'alert':
      return '/settings?tab=alerts';
    case 'connector':
    case 'destination':
      return '/settings?tab=connections';
    case 'file':
    case 'trait':
      return '/settings?tab=definitions';
    case 'privacy':
      return '/privacy';
    case 'hub':
      return '/routes';
  }
}
