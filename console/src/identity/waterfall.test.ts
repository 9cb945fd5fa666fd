import { expect, test } from 'vitest';
import { range, steps } from './waterfall';

const WEIGHED = {
  prior: -17,
  bars: [
    { field: 'surname', level: 'exact', weight: 9, rarity: 2 },
    { field: 'email', level: 'differ', weight: -1.5, rarity: 0 },
    { field: 'city', level: 'exact', weight: 5, rarity: -1 },
  ],
  weight: -3.5,
};

test('each bar begins where the one before ended, and the last shows the sum', () => {
  const all = steps(WEIGHED);
  expect(all.map(({ from, to }) => [from, to])).toEqual([
    [0, -17],
    [-17, -6],
    [-6, -7.5],
    [-7.5, -3.5],
    [0, -3.5],
  ]);
  expect(all.at(-2)?.to).toBe(all.at(-1)?.to);
});

test('a value that is rarer or commoner than most says so', () => {
  expect(steps(WEIGHED).map(({ level }) => level)).toEqual([
    'before anything is compared',
    'exact, rare',
    'differ',
    'exact, common',
    '',
  ]);
});

test('the thresholds are in the picture', () => {
  expect(range(steps(WEIGHED), 5, -1)).toEqual([-17, 5]);
});
