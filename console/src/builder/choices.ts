import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { useSegments } from '../segment/queries';
import { useMay } from '../session/session';

/** A trait that may be asked for, with its type. */
export interface Trait {
  name: string;
  type: string;
}

/** What conditions can name, as far as the hub tells it; anything else can be typed. */
export interface Choices {
  traits: Trait[];
  events: string[];
  purposes: string[];
  namespaces: string[];
  segments: string[];
  /** Such as "crm.customers". */
  streams: string[];
}

const A_WHILE = { staleTime: 300_000 };
const DAYS = 90;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const column = (rows: Record<string, unknown>[] | undefined, name: string): string[] => [
  ...new Set((rows ?? []).map((row) => String(row[name]))),
];

export function useChoices(): Choices {
  const may = useMay('insight-read');
  const traits = useQuery({ queryKey: ['traits'], queryFn: () => answer(api.GET('/api/v1/traits')), ...A_WHILE });
  const sources = useQuery({ queryKey: ['sources'], queryFn: () => answer(api.GET('/api/v1/sources')), ...A_WHILE });
  const events = useQuery({
    queryKey: ['choices', 'events'],
    queryFn: () => answer(api.GET('/api/v1/insights/events', { params: { query: { from: daysAgo(DAYS) } } })),
    enabled: may,
    ...A_WHILE,
  });
  const consents = useQuery({
    queryKey: ['choices', 'consents'],
    queryFn: () => answer(api.GET('/api/v1/insights/consents')),
    enabled: may,
    ...A_WHILE,
  });
  const fill = useQuery({
    queryKey: ['choices', 'fill'],
    queryFn: () => answer(api.GET('/api/v1/insights/fill')),
    enabled: may,
    ...A_WHILE,
  });
  const segments = useSegments();
  return {
    traits: (traits.data?.traits ?? []).filter(({ pii }) => !pii),
    events: column(events.data?.rows, 'type'),
    purposes: column(consents.data?.rows, 'purpose'),
    namespaces: column(fill.data?.rows, 'field')
      .filter((field) => field.startsWith('identifier '))
      .map((field) => field.slice('identifier '.length)),
    segments: (segments.data?.segments ?? []).map(({ name }) => name),
    streams: (sources.data?.sources ?? []).map(({ stream }) => stream),
  };
}
