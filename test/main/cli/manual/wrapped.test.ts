import { expect, it } from 'vitest';
import { columns, wrapped } from '../../../../main/cli/manual/wrapped';

it('breaks lines between words', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapped('a-very-long-word b', 5)).toEqual(['a-very-long-word', 'b']);
});

it('puts texts beside their names, and below if a name is wide', () => {
  const rows = [
    ['-a', 'first words that go on'],
    [`--${'x'.repeat(30)}`, 'second'],
  ] as const;
  expect(columns(rows, 44)).toEqual([
    '  -a                            first words',
    '                                that go on',
    `  --${'x'.repeat(30)}`,
    '                                second',
  ]);
});
