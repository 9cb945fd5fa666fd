import { expect, test } from 'vitest';
import { path, picture } from './layout';

const node = (id: string) => ({ id, kind: 'source', name: id, state: 'idle', figures: {} });
const edge = (from: string, to: string) => ({ from, to, what: 'records', total: 1, perSecond: 0 });

test('data flows from left to right, and what leads nowhere is left out', () => {
  const flow = {
    at: '2026-11-27T12:00:00Z',
    windowSeconds: 60,
    nodes: [node('crm'), node('store'), node('segments')],
    edges: [edge('crm', 'store'), edge('store', 'segments'), edge('store', 'nowhere')],
  };
  const { boxes, lines } = picture(flow);
  const [crm, store, segments] = boxes.map(({ x }) => x);
  expect(crm).toBeLessThan(store ?? 0);
  expect(store).toBeLessThan(segments ?? 0);
  expect(lines).toHaveLength(2);
});

test('a path goes through its points', () => {
  expect(
    path([
      { x: 0, y: 1 },
      { x: 2.25, y: 3 },
    ]),
  ).toBe('M0.0 1.0 L2.3 3.0');
});
