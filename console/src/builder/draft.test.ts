import { expect, test } from 'vitest';
import { begin, type Draft, draftOf, step, withHead } from './draft';

function draft(source: string): Draft {
  const made = draftOf(source);
  if ('problem' in made) {
    throw new Error(made.problem);
  }
  return made;
}

test('what was changed is undone and done again, letter by letter only after a pause', () => {
  // Given
  const first = draft('segment: a\nwhere: { trait: x, equals: 1 }\n');
  const typed = (text: string, at: number) =>
    ({ kind: 'change', draft: withHead(first, 'description', text), what: 'description', at }) as const;
  // When
  const history = [typed('H', 1_000), typed('Hi', 1_300), typed('Hi!', 9_000)].reduce(step, begin(first));
  const undone = step(history, { kind: 'undo' });
  // Then
  expect(history.past).toHaveLength(2);
  expect(undone.present.head.description).toBe('Hi');
  expect(step(undone, { kind: 'undo' }).present).toBe(first);
  expect(step(undone, { kind: 'redo' }).present.head.description).toBe('Hi!');
});

test.each([
  ['where: [', 'flow'],
  ['- a', 'begin with a key'],
  ['segment: a', "under 'where:'"],
])('%s is no draft', (source, problem) => {
  expect(draftOf(source)).toHaveProperty('problem', expect.stringMatching(new RegExp(problem, 'i')));
});
