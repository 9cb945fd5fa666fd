import { expect, test } from 'vitest';
import { identifier, sought } from './identifier';

test.each([
  ['email:ann@example.com', { namespace: 'email', value: 'ann@example.com' }],
  [' card : C-1 ', { namespace: 'card', value: 'C-1' }],
  ['url:https://x.example', { namespace: 'url', value: 'https://x.example' }],
])('%s is an identifier', (text, found) => {
  expect(identifier(text)).toEqual(found);
});

test.each(['', 'ann@example.com', ':x', 'email:', ' : '])('%j is none', (text) => {
  expect(identifier(text)).toBeUndefined();
});

test('only text is looked for', () => {
  expect(sought({ sought: 'card:C-1' })).toBe('card:C-1');
  expect([null, undefined, {}, { sought: 7 }].map(sought)).toEqual(['', '', '', '']);
});
