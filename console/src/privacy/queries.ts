import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import type { Identifier } from '../profile/identifier';
import { PEOPLE } from '../profile/queries';

/** How far a block goes: never sent anywhere, or not even taken in. */
export type Scope = 'send' | 'ingest';

export function useSuppress() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Identifier & { scope: Scope; reason: string }) =>
      answer(api.POST('/api/v1/suppressions', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}

export function useUnsuppress() {
  return useMutation({
    mutationFn: (body: Identifier) => answer(api.POST('/api/v1/suppressions/remove', { body })),
  });
}
