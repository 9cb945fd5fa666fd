import { expect, test } from 'vitest';
import { segmentsIn, sentence } from './sentence';
import { read } from './text';
import type { Mapping } from './yaml';

test.each([
  [
    '{all: [{trait: country, in: [DE, AT, CH]}, {event: order_completed}]}',
    'Everybody whose country is DE, AT or CH, and who did order_completed at least once.',
  ],
  [
    '{all: [{event: order_completed}, {not: {event: order_completed, within: 180d}}]}',
    'Everybody who did order_completed at least once, and who did not do order_completed in the last 180 days.',
  ],
  [
    '{event: order_completed, count: {at_least: 3}, within: 180d, where: {property: revenue, at_least: 20}}',
    'Everybody who did order_completed where revenue is at least 20 in the last 180 days 3 times or more.',
  ],
  [
    '{any: [{consent: ads, is: granted}, {not: {segment: vip}}, {all: [{trait: a, exists: false}, {seen: last, within: 1d}]}]}',
    'Everybody who consented to ads, who is not in segment vip, or (whose a is not known, and whose last record is in the last 1 day).',
  ],
  [
    '{top: 100, by: spend, of: {identifier: email, exists: true}}',
    'Everybody among the 100 with the highest spend of those who has a email.',
  ],
  [
    '{event: order_completed, sum: {of: revenue, at_least: 100}, between: [2026-01-01, 2026-03-31]}',
    'Everybody whose sum of revenue in order_completed from 2026-01-01 to 2026-03-31 is at least 100.',
  ],
  ['{all: []}', 'Everybody at all.'],
  ['{weird: 1}', 'Everybody who meets a condition written as YAML.'],
])('%s', (yaml, words) => {
  const found = read(`where: ${yaml}`);
  expect('problem' in found ? found.problem : sentence(found.definition.where ?? null)).toBe(words);
});

test('the segments it builds on are found wherever they stand', () => {
  const inner: Mapping = { top: 3, by: 'x', of: { any: [{ segment: 'a' }, { not: { segment: 'b' } }] } };
  expect(segmentsIn({ all: [inner, { segment: 'a' }, { trait: 'segment', equals: 'c' }] })).toEqual(['a', 'b']);
});
