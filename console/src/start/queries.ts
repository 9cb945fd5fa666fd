import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { stringify } from 'yaml';
import { answer, api } from '../api/client';
import { NOTHING, saveDefinition } from '../definition/definitions';
import type { Definition } from './mapping';

export function useSchema() {
  return useQuery({
    queryKey: ['schema'],
    queryFn: () => answer(api.GET('/api/v1/schema')),
    staleTime: 60_000,
  });
}

/** Sends a file as it is; what is in it comes back. */
export function useSend() {
  return useMutation({
    mutationFn: (file: File) =>
      answer(
        api.POST('/api/v1/uploads', {
          // The type of a body is the description's; what is sent is the file itself.
          body: '',
          bodySerializer: () => file,
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
      ),
  });
}

export function useUpload(id: string) {
  return useQuery({
    queryKey: ['uploads', id],
    queryFn: () => answer(api.GET('/api/v1/uploads/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
  });
}

/** What a mapping that is not saved makes of the file's first rows. */
export function useTry(id: string, mapping: Definition, enabled: boolean) {
  return useQuery({
    queryKey: ['uploads', id, 'try', mapping],
    queryFn: ({ signal }) =>
      answer(api.POST('/api/v1/uploads/{id}/try', { params: { path: { id } }, body: { mapping, rows: 200 }, signal })),
    enabled,
    placeholderData: (before) => before,
    retry: false,
  });
}

/** Saves the mapping and begins to import the file by it; answers the run. A mapping of others is not touched. */
export function useImport(id: string) {
  /** What an attempt before this one, which then failed, has saved: the tags by name. */
  const saved = useRef<Record<string, string>>({});
  return useMutation({
    mutationFn: async ({ name, mapping }: { name: string; mapping: Definition }) => {
      const tag = saved.current[name] ?? NOTHING;
      const { version } = await saveDefinition({ kind: 'mappings', name, yaml: stringify(mapping), tag });
      saved.current[name] = `"v${version}"`;
      const body = { mapping: name, source: 'uploads', stream: name };
      const { run } = await answer(api.POST('/api/v1/uploads/{id}/import', { params: { path: { id } }, body }));
      return run;
    },
  });
}

export function useRun(id: number) {
  return useQuery({
    queryKey: ['runs', id],
    queryFn: () => answer(api.GET('/api/v1/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : 500),
  });
}
