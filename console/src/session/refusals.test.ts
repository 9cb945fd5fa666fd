import { expect, test } from 'vitest';
import { refusal } from './refusals';

test('a word of the hub has its reason, and what somebody else writes into an address is not repeated', () => {
  expect(refusal('away')).toContain('does not answer');
  expect(refusal('call 555-0100')).toBe('Nobody was signed in. Begin again.');
  expect(refusal('constructor')).toBe('Nobody was signed in. Begin again.');
});
