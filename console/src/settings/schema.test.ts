import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fields, values } from './schema';

const SCHEMA = {
  type: 'object',
  required: ['api_key'],
  properties: {
    base_url: { type: ['string', 'number', 'boolean'], description: 'Where it is' },
    port: { type: 'integer', minimum: 1 },
    tls: { type: 'boolean' },
    mode: { enum: ['fast', 'safe'] },
    headers: { type: 'object' },
    api_key: { type: 'string', writeOnly: true },
  },
};

test('what must be there comes first, and secrets are known as such', () => {
  const [first, ...others] = fields(SCHEMA);
  expect(first).toMatchObject({ name: 'api_key', isRequired: true, isSecret: true });
  expect(others.map(({ kind }) => kind)).toEqual(['text', 'number', 'switch', 'choice', 'yaml']);
});

test('what was entered has its types, and what was left empty is not there', () => {
  const entered = { base_url: 'http://x', port: '8', tls: 'true', headers: '{ A: 1 }', mode: '' };
  expect(values(fields(SCHEMA), entered, parse)).toEqual({
    base_url: 'http://x',
    port: 8,
    tls: true,
    headers: { A: 1 },
  });
});

test.each([undefined, null, 1, [], {}])('of %j there are no fields', (schema) => {
  expect(fields(schema)).toEqual([]);
});
