import { expect, test } from 'vitest';
import { difference } from './diff';

test('lines that are alike stay, and each other one is gone or new', () => {
  const lines = difference('a\nb\nc\nd\n', 'a\nc\nx\nd\n');
  expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['same a', 'gone b', 'same c', 'new x', 'same d']);
});

test('both texts can be read from the lines', () => {
  const [before, after] = ['one\n\ntwo\nthree\ntwo\n', 'two\n\nfour\ntwo\none\n'];
  const lines = difference(before, after);
  const without = (kind: string) => lines.filter((line) => line.kind !== kind).map(({ text }) => `${text}\n`);
  expect(without('new').join('')).toBe(before);
  expect(without('gone').join('')).toBe(after);
});
