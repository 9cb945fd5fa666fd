import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { useSegments } from '../segment/queries';
import { SOURCES } from '../source/queries';

/** A trait that may be asked for, with its type. */
export interface Trait {
  name: string;
  type: string;
}

/** What conditions can name, as the hub tells it; anything else can be typed. */
export interface Choices {
  traits: Trait[];
  /** By type of event, the types of its properties. */
  events: Record<string, Record<string, string>>;
  purposes: string[];
  namespaces: string[];
  segments: string[];
  /** Such as "crm.customers". */
  streams: string[];
}

export const NO_CHOICES: Choices = {
  traits: [],
  events: {},
  purposes: [],
  namespaces: [],
  segments: [],
  streams: [],
};

const A_WHILE = { staleTime: 300_000 };

export function useChoices(): Choices {
  const schema = useQuery({ queryKey: ['schema'], queryFn: () => answer(api.GET('/api/v1/schema')), ...A_WHILE });
  // Computed traits are none of the schema, but can be asked for too.
  const traits = useQuery({ queryKey: ['traits'], queryFn: () => answer(api.GET('/api/v1/traits')), ...A_WHILE });
  const sources = useQuery({ ...SOURCES, ...A_WHILE });
  const segments = useSegments();
  return {
    traits: (traits.data?.traits ?? []).filter(({ pii }) => !pii),
    events: schema.data?.events ?? {},
    purposes: schema.data?.consents ?? [],
    namespaces: (schema.data?.identifiers ?? []).map(({ name }) => name),
    segments: (segments.data?.segments ?? []).map(({ name }) => name),
    streams: (sources.data ?? []).map(({ stream }) => stream),
  };
}
