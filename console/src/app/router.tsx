import { createBrowserRouter, type RouteObject } from 'react-router';
import { Overview } from '../overview/Overview';
import { Frame } from './Frame';
import { Lost } from './Lost';

/** Each screen but the first is loaded when it is gone to. */
const screens: RouteObject[] = [
  { index: true, element: <Overview /> },
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
