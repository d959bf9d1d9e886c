import { expect, it } from 'vitest';
import { ParsedOptions } from '../../../../main/cli/words/parsed-options';

const options = new ParsedOptions(
  { json: true, wait: '5m', fd: '3', env: ['A', 'B=c'], bad: 'x' },
  { name: 'n', command: ['a', 'b'] },
);

it('answers by the names of flags and arguments', () => {
  expect([options.has('json'), options.has('quiet')]).toEqual([true, false]);
  expect([options.text('wait'), options.text('json'), options.text('none')]).toEqual(['5m', undefined, undefined]);
  expect([options.texts('env'), options.texts('none')]).toEqual([['A', 'B=c'], []]);
  expect([options.durationMs('wait'), options.durationMs('none')]).toEqual([300_000, undefined]);
  expect([options.number('fd'), options.number('none')]).toEqual([3, undefined]);
  expect([options.argument('name'), options.required('name'), options.arguments('command')]).toEqual([
    'n',
    'n',
    ['a', 'b'],
  ]);
});

it('refuses values that are none', () => {
  expect(() => options.number('bad')).toThrow('--bad takes a whole number, not "x"');
  expect(() => options.durationMs('bad')).toThrow('--bad takes a duration');
  expect(() => options.required('gone')).toThrow('Something went wrong');
});
