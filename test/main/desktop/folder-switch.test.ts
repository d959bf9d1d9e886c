// The folder in a switch, and refused ways of writing it.
import { describe, expect, it } from 'vitest';
import { readFolderSwitch, valuesOfSwitch } from '../../../main/desktop/folder-switch';

const NAME = 'user-data-dir';

describe('a switch with a folder', () => {
  it.each([
    [['electron', '.'], undefined],
    [['electron', '--user-data-dir=/a', '.'], '/a'],
    [['electron', '-user-data-dir=/a b=c', '.'], '/a b=c'],
    [[' --user-data-dir=/a'], '/a'],
    [['--user-data-dir=/a', '--user-data-dir=/a/'], '/a'],
    [['--user-data-dir=/a/../b'], '/b'],
    [['electron', '--', '--user-data-dir=a'], undefined],
    [['--user-data-directory=a', '---user-data-dir=a', 'user-data-dir=a', '/--user-data-dir=a'], undefined],
  ])('of %j is %s', (argv, folder) => {
    expect(readFolderSwitch(argv, NAME)).toBe(folder);
  });

  it.each([
    ['an empty one', ['--user-data-dir='], '--user-data-dir is given without a folder.'],
    ['none', ['--user-data-dir'], 'is given without a folder'],
    ['one as another word', ['--user-data-dir', '/a'], 'is given without a folder'],
    ['an empty one before a good one', ['--user-data-dir=', '--user-data-dir=/a'], 'is given without a folder'],
    ['an empty one after a good one', ['--user-data-dir=/a', '--user-data-dir='], 'is given without a folder'],
    ['a relative one', ['--user-data-dir=data'], '--user-data-dir=data is not the absolute path of a folder.'],
    ['one that no shell has expanded', ['--user-data-dir=~/x'], 'Here "~" is not your home folder'],
    ['one that ends with a space', ['--user-data-dir=/a '], '--user-data-dir="/a " ends with a space'],
    ['two', ['--user-data-dir=/a', '--user-data-dir=/b'], '--user-data-dir is given twice, with /a and with /b.'],
  ])('is refused with %s', (_what, argv, words) => {
    expect(() => readFolderSwitch(argv, NAME)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message: expect.stringContaining(words) as unknown,
        remedy: expect.stringMatching(/^Give .* Nothing was changed\.$/) as unknown,
      }),
    );
  });
});

it('all values of a switch come in their order', () => {
  expect(valuesOfSwitch(['--a=1', '-a', '--b=2', '--a=x=y', '--', '--a=3'], 'a')).toEqual(['1', '', 'x=y']);
});
