import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { kept, revealing } from '../shared/reveal';

export function useDefinitions() {
  return useQuery({
    queryKey: ['definitions'],
    queryFn: async () => (await answer(api.GET('/api/v1/definitions'))).definitions,
  });
}

export function useConnectors() {
  return useQuery({
    queryKey: ['connectors'],
    queryFn: async () => (await answer(api.GET('/api/v1/connectors'))).connectors,
    staleTime: Infinity,
  });
}

export function useConnector(name: string) {
  return useQuery({
    queryKey: ['connectors', name],
    queryFn: () => answer(api.GET('/api/v1/connectors/{name}', { params: { path: { name } } })),
    enabled: name !== '',
    staleTime: Infinity,
  });
}

/** Whether a destination or source that need not be saved can be reached and lets us in. */
export const tryConnection = (yaml: string) =>
  answer(api.POST('/api/v1/connections/try', { body: { definition: yaml } }));

export const check = (name: string) =>
  answer(api.POST('/api/v1/connections/{name}/check', { params: { path: { name } } }));

export const giveSecret = (name: string, value: string) =>
  answer(api.PUT('/api/v1/secrets/{name}', { params: { path: { name } }, body: { value } }));

export function useSecrets() {
  return useQuery({
    queryKey: ['secrets'],
    queryFn: async () => (await answer(api.GET('/api/v1/secrets'))).secrets,
  });
}

export function useKeys() {
  return useQuery({ queryKey: ['keys'], queryFn: async () => (await answer(api.GET('/api/v1/keys'))).keys });
}

/** @param reason why names show; empty for masked ones */
export function useUsers(reason: string) {
  return useQuery({
    queryKey: ['users', reason],
    queryFn: () => answer(api.GET('/api/v1/users', { params: { header: revealing(reason) } })),
    ...kept(reason),
  });
}

export function useUsersChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['users'] });
}

export function useAlerts() {
  return useQuery({ queryKey: ['alerts'], queryFn: async () => (await answer(api.GET('/api/v1/alerts'))).alerts });
}
