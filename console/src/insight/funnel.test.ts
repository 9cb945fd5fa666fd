import { expect, test } from 'vitest';
import { stepsOf, toFunnel, wordOf } from './funnel';

test('steps come back from the address', () => {
  const steps = [
    { event: 'view', isNot: false, within: '' },
    { event: 'return', isNot: true, within: '' },
    { event: 'order', isNot: false, within: '7d' },
    { event: '', isNot: false, within: '' },
  ];
  expect(stepsOf(wordOf(steps))).toEqual(steps);
  expect(stepsOf('')).toEqual([]);
});

test('a funnel is asked for once each step has its event', () => {
  expect(toFunnel(stepsOf('view,order:7d,!return:2d,view'))).toEqual({
    event: 'view',
    then: [{ event: 'order', within: '7d' }, { without: 'return', within: '2d' }, { event: 'view' }],
  });
  expect(toFunnel(stepsOf('view'))).toBeUndefined();
  expect(toFunnel(stepsOf('view,'))).toBeUndefined();
});
