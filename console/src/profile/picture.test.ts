import { expect, test } from 'vitest';
import { picture } from './picture';

const member = (subject: number) => ({ subject, source: 'crm', stream: 'customers', key: 'K***' });

test('each record hangs on what it shares, and none covers another', () => {
  const { boxes, lines } = picture({
    members: [member(1), member(2), member(3)],
    links: [
      { namespace: 'email', value: 'a***', subjects: [1, 2] },
      { namespace: 'decision', value: '', subjects: [2, 3] },
    ],
  });
  expect(boxes.map(({ title }) => title)).toEqual(['Record 1', 'Record 2', 'Record 3', 'email', 'decision']);
  expect(lines.map(({ id }) => id)).toEqual([
    'record-1 value-0',
    'record-2 value-0',
    'record-2 value-1',
    'record-3 value-1',
  ]);
  expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(5);
});

test('a profile of one record is one box', () => {
  expect(picture({ members: [member(1)], links: [] }).lines).toEqual([]);
});
