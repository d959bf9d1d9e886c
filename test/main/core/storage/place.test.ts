import { describe, expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { createNotesInMemory, isSameChoice } from '../../../../main/core/storage/place';

const keychain: StoreChoice = { kind: 'keychain' };
const file: StoreChoice = { kind: 'file', path: '/a' };

describe('two choices', () => {
  it.each<[string, StoreChoice, StoreChoice, boolean]>([
    ['of the keychain are one', keychain, { kind: 'keychain' }, true],
    ['of one file are one', file, { kind: 'file', path: '/a' }, true],
    ['of two files are not', file, { kind: 'file', path: '/b' }, false],
    ['of a file, sealed and not, are not', file, { kind: 'sealed-file', path: '/a' }, false],
    ['of keychain and memory are not', keychain, { kind: 'memory' }, false],
  ])('%s', (_what, a, b, expected) => {
    expect([isSameChoice(a, b), isSameChoice(b, a)]).toEqual([expected, expected]);
  });
});

describe('notes in memory', () => {
  it('say at first that there is nothing, then what was written last', async () => {
    const notes = createNotesInMemory();
    expect(notes.read()).toEqual({ hasTokens: false, removing: [] });
    await notes.write({ hasTokens: true, signIn: 'a', removing: [] });
    expect(notes.read()).toEqual({ hasTokens: true, signIn: 'a', removing: [] });
  });

  it('are each its own', async () => {
    const notes = createNotesInMemory();
    await createNotesInMemory().write({ hasTokens: true, removing: [] });
    expect(notes.read().hasTokens).toBe(false);
  });
});
