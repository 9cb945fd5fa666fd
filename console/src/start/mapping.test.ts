import { expect, test } from 'vitest';
import { choices, consentWords, definition, nameOf, parts } from './mapping';

const field = (path: string, ...samples: string[]) => ({ path, type: 'text' as const, filled: 2, samples });

const FIELDS = [
  field('id', '1'),
  field('mail', 'a…'),
  field('city', 'Köln'),
  field('news', 'yes', 'no'),
  field('note'),
];
const CHOSEN = { id: 'key', mail: 'identifier:email', city: 'trait:city', news: 'consent:email_marketing', note: '' };

test('what was chosen for each column is the mapping, and is read back from it', () => {
  const made = definition('people', FIELDS, CHOSEN);
  expect(made).toEqual({
    mapping: 'people',
    key: 'id',
    identifiers: { email: 'mail' },
    traits: { city: 'city' },
    consents: { email_marketing: { from: 'news', map: { yes: 'granted', no: 'denied' } } },
  });
  expect(parts(made)).toEqual({ ...CHOSEN, note: undefined });
});

test('a proposal that is kept keeps what it says beyond the column', () => {
  const proposed = { traits: { city: { from: 'city', format: 'x' } } };
  const made = (chosen: Record<string, string>) => definition('people', FIELDS, chosen, proposed).traits;
  expect(made({ city: 'trait:city' })).toEqual({ city: { from: 'city', format: 'x' } });
  expect(made({ note: 'trait:city' })).toEqual({ city: 'note' });
});

test('words that say neither yes nor no say nothing', () => {
  expect(consentWords(['Ja', 'nein', 'perhaps'])).toEqual({ Ja: 'granted', nein: 'denied' });
});

test('a column may become what the profile knows', () => {
  const schema = {
    traits: [{ name: 'city', type: 'string', pii: false }],
    identifiers: [{ name: 'email', type: 'email' }],
    consents: ['email_marketing'],
    events: {},
  };
  expect(Object.keys(choices(schema))).toEqual([
    '',
    'key',
    'observed_at',
    'identifier:email',
    'trait:city',
    'consent:email_marketing',
  ]);
});

test.each([
  ['Kunden 2026 (neu).csv', 'kunden-2026-neu'],
  ['people.jsonl.gz', 'people'],
  ['…', 'people'],
])('the mapping of %s is called %s', (file, name) => {
  expect(nameOf(file)).toBe(name);
});
