import { createBrowserRouter, type RouteObject } from 'react-router';
import { Overview } from '../overview/Overview';
import { Frame } from './Frame';
import { Lost } from './Lost';

/**
 * Each screen but the first is loaded when it is gone to. Where a name stands in an address, no word of ours does: what is
 * new has addresses of its own, so that something called "new" has its screen too.
 */
const screens: RouteObject[] = [
  { index: true, element: <Overview /> },
  { path: 'segments', lazy: async () => ({ Component: (await import('../segment/Segments')).Segments }) },
  { path: 'new/segments', lazy: async () => ({ Component: (await import('../builder/Build')).NewSegment }) },
  { path: 'segments/:name', lazy: async () => ({ Component: (await import('../segment/Segment')).Segment }) },
  { path: 'segments/:name/edit', lazy: async () => ({ Component: (await import('../builder/Build')).EditSegment }) },
  { path: 'insights', lazy: async () => ({ Component: (await import('../insight/Insights')).Insights }) },
  { path: 'sources', lazy: async () => ({ Component: (await import('../source/Sources')).Sources }) },
  { path: 'new/sources', lazy: async () => ({ Component: (await import('../source/NewSource')).NewSource }) },
  { path: 'sources/:stream', lazy: async () => ({ Component: (await import('../source/SourcePage')).SourcePage }) },
  { path: 'syncs', lazy: async () => ({ Component: (await import('../sync/Syncs')).Syncs }) },
  { path: 'syncs/:name', lazy: async () => ({ Component: (await import('../sync/SyncPage')).SyncPage }) },
  { path: 'routes', lazy: async () => ({ Component: (await import('../route/Routes')).Routes }) },
  { path: 'routes/:id', lazy: async () => ({ Component: (await import('../route/RoutePage')).RoutePage }) },
  { path: 'settings', lazy: async () => ({ Component: (await import('../settings/Settings')).Settings }) },
  {
    path: 'settings/:kind/:name',
    lazy: async () => ({ Component: (await import('../settings/DefinitionPage')).DefinitionPage }),
  },
  { path: 'start', lazy: async () => ({ Component: (await import('../start/Start')).Start }) },
  { path: 'profiles', lazy: async () => ({ Component: (await import('../profile/Profiles')).Profiles }) },
  { path: 'profiles/:id', lazy: async () => ({ Component: (await import('../profile/Profile')).Profile }) },
  { path: 'identity', lazy: async () => ({ Component: (await import('../identity/Identity')).Identity }) },
  { path: 'dead-letters', lazy: async () => ({ Component: (await import('../deadletter/DeadLetters')).DeadLetters }) },
  {
    path: 'dead-letters/:id',
    lazy: async () => ({ Component: (await import('../deadletter/DeadLetter')).DeadLetter }),
  },
  { path: 'privacy', lazy: async () => ({ Component: (await import('../privacy/Privacy')).Privacy }) },
  { path: 'audit', lazy: async () => ({ Component: (await import('../audit/Audit')).Audit }) },
  { path: '*', element: <Lost /> },
];

export const router = createBrowserRouter(
  [{ path: '/', element: <Frame />, errorElement: <Lost />, children: screens }],
  {
    basename: '/console',
  },
);
