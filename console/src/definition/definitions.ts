import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Shapes, tagged } from '../api/client';

/** What the API has a definition of, as its paths call them. */
export const KINDS = ['sources', 'mappings', 'traits', 'segments', 'destinations', 'syncs'] as const;
export type Kind = (typeof KINDS)[number];

/** A definition as it is saved, with the tag that a change of it must name. */
export type Definition = Shapes['Definition'] & { tag?: string };

/** The tag of what is not there yet: whoever names it changes nothing that somebody else has saved. */
export const NOTHING = '"v0"';

/** How a definition is sent: as its text, so that its comments are kept. */
export const AS_YAML = {
  headers: { 'Content-Type': 'application/yaml' },
  bodySerializer: (body: unknown) => String(body),
};

const path = (kind: Kind) => `/api/v1/${kind}/{name}/definition` as const;
const of = (name: string) => ({ path: { name } });

export async function readDefinition(kind: Kind, name: string): Promise<Definition> {
  const { data, tag } = await tagged(api.GET(path(kind), { params: of(name) }));
  return { ...data, tag };
}

export function useDefinition(kind: Kind, name: string) {
  return useQuery({
    queryKey: [kind, name, 'definition'],
    queryFn: () => readDefinition(kind, name),
    enabled: name !== '',
    staleTime: 30_000,
  });
}

export interface Change {
  kind: Kind;
  name: string;
  yaml: string;
  /** What it is a change of; {@link NOTHING} for a new one. */
  tag: string;
}

/** Saves a definition; what was saved by another since is refused. */
export const saveDefinition = ({ kind, name, yaml, tag }: Change) =>
  answer(
    api.PUT(path(kind), {
      params: of(name),
      body: yaml,
      ...AS_YAML,
      headers: { ...AS_YAML.headers, 'If-Match': tag },
    }),
  );

export function useSave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: saveDefinition,
    onSuccess: (_, { kind }) =>
      Promise.all([[kind], ['definitions'], ['secrets']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** Removes a definition, and what is known of it here; the hub refuses while something needs it. */
export function useRemove(kind: Kind, name: string) {
  const queries = useQueryClient();
  return async () => {
    await answer(api.DELETE(path(kind), { params: of(name) }));
    queries.removeQueries({ queryKey: [kind, name] });
    await queries.invalidateQueries({ queryKey: [kind], exact: true });
    await queries.invalidateQueries({ queryKey: ['definitions'] });
  };
}
