import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';

/** Whoever is signed in, and what they may. */
export interface Caller {
  caller: string;
  permissions: string[];
}

/** What the answer to who asks is kept under. */
export const CALLER = ['access'];

export function useCaller() {
  return useQuery({
    queryKey: CALLER,
    queryFn: () => answer(api.GET('/api/v1/access')),
    staleTime: 60_000,
    retry: false,
  });
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
    onSuccess: ({ caller, permissions }) => queries.setQueryData(CALLER, { caller, permissions }),
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

/** Where people may sign in, beside showing a key or token; nobody is signed in yet when this is asked. */
export function useWaysIn() {
  return useQuery({ queryKey: ['session'], queryFn: () => answer(api.GET('/api/v1/session')), staleTime: 60_000 });
}

/**
 * What was put behind the address, where no server and no log sees it: the ticket of 'serai console', or why the provider's
 * sign-in came to nothing. It is taken out at once.
 */
export function takeFragment(): { ticket: string | null; refused: string | null } {
  const said = new URLSearchParams(window.location.hash.slice(1));
  const taken = { ticket: said.get('ticket'), refused: said.get('refused') };
  if (taken.ticket !== null || taken.refused !== null) {
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }
  return taken;
}
