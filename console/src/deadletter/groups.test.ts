import { expect, test } from 'vitest';
import { grouped, places, total } from './groups';
import type { Letter } from './queries';

const letter = (id: number, name: string, code: string, at: string): Letter => ({
  id,
  runId: 1,
  stage: 'import',
  name,
  position: id,
  code,
  field: '',
  reason: 'is absent or empty',
  state: 'open',
  attempts: 0,
  createdAt: at,
  updatedAt: at,
});

test('letters are grouped by place and cause, the most first, with the first and the last of each', () => {
  expect(
    grouped([
      letter(1, 'crm.customers', 'FIELD_MISSING', '2026-11-27T12:00:00Z'),
      letter(2, 'till.orders', 'FIELD_INVALID', '2026-11-27T13:00:00Z'),
      letter(3, 'till.orders', 'FIELD_INVALID', '2026-11-27T11:00:00Z'),
    ]),
  ).toEqual([
    {
      stage: 'import',
      name: 'till.orders',
      code: 'FIELD_INVALID',
      letters: 2,
      first: '2026-11-27T11:00:00Z',
      last: '2026-11-27T13:00:00Z',
    },
    {
      stage: 'import',
      name: 'crm.customers',
      code: 'FIELD_MISSING',
      letters: 1,
      first: '2026-11-27T12:00:00Z',
      last: '2026-11-27T12:00:00Z',
    },
  ]);
});

test('the causes of one place belong together', () => {
  const at = '2026-11-27T12:00:00Z';
  const groups = grouped([
    letter(1, 'crm.customers', 'FIELD_MISSING', at),
    letter(2, 'crm.customers', 'FIELD_INVALID', at),
    letter(3, 'till.orders', 'FIELD_INVALID', at),
  ]);
  expect(places(groups).map((causes) => [causes[0]?.name, total(causes)])).toEqual([
    ['crm.customers', 2],
    ['till.orders', 1],
  ]);
});
