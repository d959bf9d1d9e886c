import { describe, expect, it } from 'vitest';
import { dumpsCore, exitCodeOf, startFailure } from '../../../../main/cli/exec/exit-status';

describe('a program that cannot be started', () => {
  it.each([
    ['ENOENT', 127],
    ['ENOTDIR', 127],
    ['EACCES', 126],
    ['EPERM', 126],
    ['EISDIR', 126],
    ['ETXTBSY', 126],
    ['E2BIG', 126],
    ['EAGAIN', 125],
    ['ENOMEM', 125],
    [undefined, 125],
  ])('%s is %i and names the program', (errno, code) => {
    const failure = startFailure('bot', errno);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/^bot: /);
  });
});

describe('the exit code of a shell', () => {
  it.each([
    [{ code: 0 }, 0],
    [{ code: 255 }, 255],
    [{ signal: 'SIGTERM' as const }, 143],
    [{ signal: 'SIGKILL' as const }, 137],
  ])('of %j is %i', (end, code) => expect(exitCodeOf(end)).toBe(code));
});

describe('a death by signal', () => {
  it.each([
    ['SIGSEGV', true],
    ['SIGQUIT', true],
    ['SIGTERM', false],
    ['SIGKILL', false],
  ] as const)('%s leaves a core: %s', (signal, dumps) => expect(dumpsCore(signal)).toBe(dumps));
});
