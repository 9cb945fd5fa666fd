import { expect, test } from 'vitest';
import { ago, duration, many, moment, percent } from './words';

const NOW = Date.parse('2026-11-27T12:00:00Z');

test.each([
  ['2026-11-27T11:59:30Z', '30 seconds ago'],
  ['2026-11-27T11:00:00Z', '1 hour ago'],
  ['2026-11-26T11:00:00Z', 'yesterday'],
  ['2026-11-27T12:05:00Z', 'in 5 minutes'],
])('%s is %s', (at, words) => {
  expect(ago(at, NOW)).toBe(words);
});

test('a moment says its zone when that is not the reader’s', () => {
  expect(moment('2026-11-27T12:00:00Z', true)).toBe('27 Nov 2026, 12:00:00 UTC');
});

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [7_500, '2 h 5 min'],
  [90_061, '1 d 1 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

test('nothing of nothing is no share', () => {
  expect(percent(0, 0)).toBe('–');
  expect(percent(1, 3)).toBe('33.3%');
});

test('one is singular', () => {
  expect(many(1, 'profile')).toBe('1 profile');
  expect(many(1_200, 'profile')).toBe('1,200 profiles');
});
