/** A day of UTC, so many days ago. */
export const dayAgo = (days: number, now = Date.now()): string =>
  new Date(now - days * 86_400_000).toISOString().slice(0, 10);

/** Spans that are offered, by the word that stands in the address. */
export const SPANS: Record<string, string> = {
  '7': 'The last 7 days',
  '30': 'The last 30 days',
  '90': 'The last 90 days',
  '365': 'The last year',
};

/** Both its days included; up to today. */
export const spanOf = (word: string): { from: string; to: string } => ({
  from: dayAgo(Math.max(1, Number(word) || 30) - 1),
  to: dayAgo(0),
});
