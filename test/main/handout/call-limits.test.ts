import { expect, it } from 'vitest';
import { CALL_LIMITS, counts } from '../../../main/handout/call-limits';

it('names each call once', () => {
  for (const calls of [CALL_LIMITS.flatMap(({ window }) => window), CALL_LIMITS.flatMap(({ socket }) => socket)])
    expect(new Set<string>(calls).size).toBe(calls.length);
});

it('counts sign-ins that reach a server', () => {
  expect(counts('login.start', { way: 'password' })).toBe(true);
  expect(counts('login.start', { way: 'tokens' })).toBe(false);
  expect(counts('login.start', { way: 'browser' })).toBe(false);
  expect(counts('profiles.add', { name: 'x' })).toBe(true);
});
