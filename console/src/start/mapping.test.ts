import { expect, test } from 'vitest';
import { choices, choose, CONSENT_WORDS, definition, type Plan, planOf } from './mapping';

const PLAN: Plan = {
  key: 'id',
  observedAt: 'changed',
  parts: { id: 'identifier:crm_id', mail: 'both:email', city: 'trait:city', news: 'consent:email_marketing' },
};

test('what is planned for each column is the mapping, and is read back from it', () => {
  const made = definition('people', PLAN);
  expect(made).toEqual({
    mapping: 'people',
    key: 'id',
    observed_at: 'changed',
    identifiers: { crm_id: 'id', email: 'mail' },
    traits: { email: 'mail', city: 'city' },
    consents: { email_marketing: { from: 'news', map: CONSENT_WORDS } },
  });
  expect(planOf(made)).toEqual(PLAN);
});

test('a proposal that is kept keeps what it says beyond the column', () => {
  const proposed = { traits: { city: { from: 'city', format: 'x' } } };
  const made = (parts: Record<string, string>) => definition('people', { ...PLAN, parts }, proposed).traits;
  expect(made({ city: 'trait:city' })).toEqual({ city: { from: 'city', format: 'x' } });
  expect(made({ note: 'trait:city' })).toEqual({ city: 'note' });
});

test('nothing is made of two columns', () => {
  expect(choose(PLAN, 'second', 'trait:email').parts).toEqual({
    id: 'identifier:crm_id',
    city: 'trait:city',
    news: 'consent:email_marketing',
    second: 'trait:email',
  });
});

test('words that say neither yes nor no say nothing', () => {
  expect(CONSENT_WORDS).toMatchObject({ yes: 'granted', nein: 'denied' });
  expect(CONSENT_WORDS).not.toHaveProperty('perhaps');
});

test('a column may become what the profile knows', () => {
  const schema = {
    traits: [
      { name: 'email', type: 'email', pii: true },
      { name: 'city', type: 'string', pii: false },
    ],
    identifiers: [{ name: 'email', type: 'email' }],
    consents: ['email_marketing'],
    events: {},
  };
  expect(Object.keys(choices(schema))).toEqual([
    '',
    'both:email',
    'identifier:email',
    'trait:email',
    'trait:city',
    'consent:email_marketing',
  ]);
});
