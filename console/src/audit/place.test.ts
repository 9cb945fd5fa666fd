import { expect, test } from 'vitest';
import { place } from './place';

test.each([
  ['profile 12', '/profiles/12'],
  ['explanation of profile 12', '/profiles/12'],
  ['dead letter 3', '/dead-letters/3'],
  ['sync win-back', '/syncs/win-back'],
  ['profiles 1 and 2', undefined],
  ['', undefined],
])('%j is at %s', (target, address) => {
  expect(place(target)).toBe(address);
});
