import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';

/** Whoever is signed in, and what they may. */
export interface Caller {
  caller: string;
  permissions: string[];
}

const KEY = ['access'];

export function useCaller() {
  return useQuery({ queryKey: KEY, queryFn: () => answer(api.GET('/api/v1/access')), staleTime: 60_000, retry: false });
}

/** Whether who is signed in may do this. What they may not do is not shown, for a control that refuses is a riddle. */
export function useMay(permission: string): boolean {
  return useCaller().data?.permissions.includes(permission) ?? false;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (by: { ticket: string } | { credential: string }) =>
      answer(api.POST('/api/v1/session', { body: by, params: { header: { 'X-Serai-Console': '1' } } })),
    onSuccess: ({ caller, permissions }) => queries.setQueryData(KEY, { caller, permissions }),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/session', { params: { header: { 'X-Serai-Console': '1' } } })),
    // Nothing of what the last one saw stays for the next.
    onSuccess: () => queries.resetQueries(),
  });
}

/** The ticket that 'serai console' put behind the address, where no server and no log sees it; it is taken out at once. */
export function takeTicket(): string | undefined {
  const ticket = new URLSearchParams(window.location.hash.slice(1)).get('ticket') ?? undefined;
  if (ticket) {
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }
  return ticket;
}
