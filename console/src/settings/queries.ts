import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';

/** What the API has a definition of, as its paths call them. */
export const KINDS = ['sources', 'mappings', 'traits', 'segments', 'destinations', 'syncs'] as const;
export type Kind = (typeof KINDS)[number];

const definition = (kind: Kind) => `/api/v1/${kind}/{name}/definition` as const;

export function useDefinitions() {
  return useQuery({
    queryKey: ['definitions'],
    queryFn: async () => (await answer(api.GET('/api/v1/definitions'))).definitions,
  });
}

/** A definition with the version that a change of it must name. */
export interface Known {
  definition: Shapes['Definition'];
  etag: string;
}

export async function readDefinition(kind: Kind, name: string): Promise<Known> {
  const request = api.GET(definition(kind), { params: { path: { name } } });
  const [found, { response }] = await Promise.all([answer(request), request]);
  return { definition: found, etag: response.headers.get('ETag') ?? '' };
}

export function useDefinition(kind: Kind, name: string) {
  return useQuery({
    queryKey: ['definitions', kind, name],
    queryFn: () => readDefinition(kind, name),
  });
}

export interface NewVersion {
  kind: Kind;
  name: string;
  yaml: string;
  /** Of the version that is changed; empty for a new one. */
  etag: string;
}

/** Saves a definition as YAML; what has changed meanwhile is refused. */
export function save({ kind, name, yaml, etag }: NewVersion) {
  const headers = { 'Content-Type': 'application/yaml', ...(etag ? { 'If-Match': etag } : { 'If-None-Match': '*' }) };
  return answer(api.PUT(definition(kind), { params: { path: { name } }, body: yaml, bodySerializer: String, headers }));
}

export function useSave() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: save, onSuccess: () => queries.invalidateQueries() });
}

export function useRemove(kind: Kind, name: string) {
  const queries = useQueryClient();
  return useMutation<unknown>({
    mutationFn: () => answer(api.DELETE(definition(kind), { params: { path: { name } } })),
    onSuccess: () => queries.invalidateQueries(),
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

export function useAlerts() {
  return useQuery({ queryKey: ['alerts'], queryFn: async () => (await answer(api.GET('/api/v1/alerts'))).alerts });
}
