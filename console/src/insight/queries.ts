import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';
import type { Mapping } from '../builder/yaml';
import type { Row } from '../chart/table';

/** A table that the hub computed when it was asked. */
export interface Insight {
  at: string;
  rows: Row[];
}

type Asked = Promise<{ data?: Shapes['Insight']; error?: unknown; response: Response }>;

/** Nothing is asked for twice in a minute: an insight may be dear. */
function useInsight(key: unknown[], ask: () => Asked, on = true) {
  return useQuery({
    queryKey: ['insights', ...key],
    queryFn: async (): Promise<Insight> => {
      const { at, rows } = await answer(ask());
      return { at, rows };
    },
    enabled: on,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}

export interface Span {
  from: string;
  to: string;
}

export const useProfiles = (span: Span) =>
  useInsight(['profiles', span], () => api.GET('/api/v1/insights/profiles', { params: { query: span } }));

export const useEvents = (span: Span) =>
  useInsight(['events', span], () => api.GET('/api/v1/insights/events', { params: { query: span } }));

export const useMerges = (span: Span) =>
  useInsight(['merges', span], () => api.GET('/api/v1/insights/merges', { params: { query: span } }));

export const useCohorts = (span: Span) =>
  useInsight(['cohorts', span], () => api.GET('/api/v1/insights/cohorts', { params: { query: span } }));

export const useIdentified = (by: string) =>
  useInsight(['identified', by], () =>
    api.GET('/api/v1/insights/identified', { params: { query: by === '' ? {} : { by } } }),
  );

export const useRecords = () => useInsight(['records'], () => api.GET('/api/v1/insights/records'));

export const useConsents = () => useInsight(['consents'], () => api.GET('/api/v1/insights/consents'));

export const useFill = () => useInsight(['fill'], () => api.GET('/api/v1/insights/fill'));

export const useFreshness = () => useInsight(['sources'], () => api.GET('/api/v1/insights/sources'));

export const useMatches = () => useInsight(['matches'], () => api.GET('/api/v1/insights/matches'));

export const useRunsOf = (sync: string, span: Span) =>
  useInsight(
    ['runs', sync, span],
    () => api.GET('/api/v1/insights/runs', { params: { query: { sync, ...span } } }),
    sync !== '',
  );

const named = (names: string[]) => ({ params: { query: { segments: names.join(',') } } });

export const usePairs = (names: string[]) =>
  useInsight(['pairs', names], () => api.GET('/api/v1/insights/overlap/pairs', named(names)), names.length > 1);

export const useCombinations = (names: string[]) =>
  useInsight(
    ['combinations', names],
    () => api.GET('/api/v1/insights/overlap/combinations', named(names)),
    names.length > 1,
  );

export const useDistribution = (trait: string, segment: string) =>
  useInsight(
    ['distribution', trait, segment],
    () => api.GET('/api/v1/insights/distribution', { params: { query: { trait, segment } } }),
    trait !== '' && segment !== '',
  );

/** @param funnel an event and what follows it; undefined while it is being put together */
export const useFunnel = (funnel: Mapping | undefined, span: Span, segment: string) =>
  useInsight(
    ['funnel', funnel, span, segment],
    () =>
      api.POST('/api/v1/insights/funnel', {
        body: { funnel: funnel ?? {}, ...span, ...(segment === '' ? {} : { segment }) },
      }),
    funnel !== undefined,
  );
