import { expect, it } from 'vitest';
import { isStdoutClosed, wasClosed } from '../../../../main/cli/words/closed-stdout';

const CLOSED = { target: '/dev/null', flags: '02100002', parent: 'bash', parentTarget: '/dev/pts/1' };

it.each([
  ['closed in a shell', {}, true],
  ['closed in a shell that has none itself', { parent: 'dash', parentTarget: undefined }, true],
  ['sent to the null device', { flags: '02100001' }, false],
  ['sent there for all that the shell does', { parentTarget: '/dev/null' }, false],
  ['given by a program that wants nothing of it', { parent: 'python3' }, false],
  ['a pipe', { target: 'pipe:[1]' }, false],
])('stdout %s: %j', (_what, own, expected) => {
  expect(wasClosed({ ...CLOSED, ...own })).toBe(expected);
});

it('stdout of the tests is open', () => {
  expect([isStdoutClosed('linux'), isStdoutClosed('darwin')]).toEqual([false, false]);
});
