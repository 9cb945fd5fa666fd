import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';

export type Entry = Shapes['AuditEntry'];

/** What is looked for; empty where all will do. */
export interface Filter {
  actor: string;
  action: string;
  target: string;
}

/** Who did what, the newest first. */
export function useAudit({ actor, action, target }: Filter) {
  return useInfiniteQuery({
    queryKey: ['audit', actor, action, target],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/audit', {
          params: {
            query: {
              actor: actor || undefined,
              action: action || undefined,
              target: target || undefined,
              before: pageParam || undefined,
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next || undefined,
  });
}

/** Reads the whole trail, so it is asked for and not fetched along the way. */
export function useVerify() {
  return useMutation({ mutationFn: () => answer(api.GET('/api/v1/audit/verify')) });
}
