import { Failure } from '../api/client';

/** The header that unmasks an answer; none without a reason. */
export const revealing = (reason: string) => ({ 'X-Serai-Reveal': reason || undefined });

/**
 * How a query that unmasks is kept: asked once, for each answer is a row of the audit trail, and forgotten as soon as
 * nobody looks.
 */
export const kept = (reason: string) => (reason ? { staleTime: Infinity, gcTime: 0 } : {});

/** The same reason, if a header can carry it. */
export function sendable(reason: string): string {
  if (/^[\x20-\x7e\xa0-\xff]+$/.test(reason)) {
    return reason;
  }
  throw new Failure({
    type: 'about:blank',
    title: 'This reason cannot be sent.',
    status: 0,
    code: 'USAGE',
    detail: 'It goes with the request in a header, which carries Western European letters only. Write it with those.',
    requestId: '',
  });
}
