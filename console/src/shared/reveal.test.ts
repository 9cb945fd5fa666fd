import { expect, test } from 'vitest';
import { kept, revealing, sendable } from './reveal';

test.each(['ticket 812', 'Prüfung für Ann'])('%s can be sent', (reason) => {
  expect(sendable(reason)).toBe(reason);
});

test.each(['проверка', 'two\nlines', ''])('%j cannot be sent', (reason) => {
  expect(() => sendable(reason)).toThrow('Western European');
});

test('without a reason nothing is unmasked', () => {
  expect(revealing('')).toEqual({ 'X-Serai-Reveal': undefined });
});

test('what is unmasked is asked for once and not kept', () => {
  expect(kept('ticket 812')).toEqual({ staleTime: Infinity, gcTime: 0 });
  expect(kept('')).toEqual({});
});
