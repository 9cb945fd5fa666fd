import { lazy } from 'react';

/** The charts come when the first of them is looked at: they weigh more than all else of a screen. */
export const Lines = lazy(() => import('./Lines'));
export const Bars = lazy(() => import('./Bars'));
