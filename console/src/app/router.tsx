import { createBrowserRouter, type RouteObject } from 'react-router';
import { Overview } from '../overview/Overview';
import { Frame } from './Frame';
import { Lost } from './Lost';

/** Each screen but the first is loaded when it is gone to. */
const screens: RouteObject[] = [
  { index: true, element: <Overview /> },
  { path: 'segments', lazy: async () => ({ Component: (await import('../segment/Segments')).Segments }) },
  { path: 'segments/new', lazy: async () => ({ Component: (await import('../builder/Build')).NewSegment }) },
  { path: 'segments/:name', lazy: async () => ({ Component: (await import('../segment/Segment')).Segment }) },
  { path: 'segments/:name/edit', lazy: async () => ({ Component: (await import('../builder/Build')).EditSegment }) },
  { path: 'insights', lazy: async () => ({ Component: (await import('../insight/Insights')).Insights }) },
  { path: '*', element: <Lost /> },
];

export const router = createBrowserRouter(
  [{ path: '/', element: <Frame />, errorElement: <Lost />, children: screens }],
  {
    basename: '/console',
  },
);
