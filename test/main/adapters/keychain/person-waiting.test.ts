import { describe, expect, it } from 'vitest';
import { createPersonWaiting } from '../../../../main/adapters/keychain/person-waiting';

describe('the mark that a person waits', () => {
  it('stands while what they asked for runs, however it ends', async () => {
    const person = createPersonWaiting();
    expect(person.isWaiting()).toBe(false);
    expect(await person.during(async () => person.isWaiting())).toBe(true);
    expect(person.isWaiting()).toBe(false);
    await expect(person.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(person.isWaiting()).toBe(false);
  });

  it('stands until the last of several has ended', async () => {
    const person = createPersonWaiting();
    const ends: (() => void)[] = [];
    const runs = [1, 2].map(() => person.during(() => new Promise<void>((resolve) => ends.push(resolve))));
    ends[0]?.();
    await runs[0];
    expect(person.isWaiting()).toBe(true);
    ends[1]?.();
    await runs[1];
    expect(person.isWaiting()).toBe(false);
  });
});
