import { describe, expect, it } from 'vitest';
import { createInteractiveScope } from '../../../../main/adapters/keychain/interactive-scope';

describe('the mark that a person waits', () => {
  it('is set while the call of a person runs, however that ends', async () => {
    const person = createInteractiveScope();
    expect(person.isActive()).toBe(false);
    expect(await person.run(async () => person.isActive())).toBe(true);
    expect(person.isActive()).toBe(false);
    await expect(person.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(person.isActive()).toBe(false);
  });

  it('is set until the last of several calls has ended', async () => {
    const person = createInteractiveScope();
    const ends: (() => void)[] = [];
    const runs = [1, 2].map(() => person.run(() => new Promise<void>((resolve) => ends.push(resolve))));
    ends[0]?.();
    await runs[0];
    expect(person.isActive()).toBe(true);
    ends[1]?.();
    await runs[1];
    expect(person.isActive()).toBe(false);
  });
});
