import { expect, test } from 'vitest';
import { csv } from './csv';

test('quotes what needs it', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        ['two\nlines', 3],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",3\r\n');
});

test.each(['=1+1', '+49', '-2', '@x'])('%s is no formula', (cell) => {
  expect(csv(['a'], [[cell]])).toBe(`a\r\n'${cell}\r\n`);
});

test('a number that is negative stays one', () => {
  expect(csv(['a'], [[-2]])).toBe('a\r\n-2\r\n');
});
