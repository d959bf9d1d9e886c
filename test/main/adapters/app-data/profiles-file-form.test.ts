import { describe, expect, it } from 'vitest';
import {
  readProfilesFileContent,
  writeProfilesFileContent,
} from '../../../../main/adapters/app-data/profiles-file-form';
import { PLACE_KINDS, storeChoice } from '../../../../main/core/ports/token-places';

const MAIN = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true };

/** What is written after a file was read. */
const rewritten = (json: unknown): unknown => {
  const found = readProfilesFileContent(json);
  return found.kind === 'value' ? writeProfilesFileContent(found.value) : found.kind;
};

describe('the form of the profiles file', () => {
  it('of version 1 becomes version 2: a deletion that is pending bears its new name, unknown keys stay', () => {
    const json = {
      version: 1,
      note: 'x',
      profiles: [
        { ...MAIN, leavingSinceMs: 1_750_000_000_000, pinned: true },
        { ...MAIN, id: 'bot' },
      ],
    };
    expect(rewritten(json)).toEqual({
      version: 2,
      note: 'x',
      profiles: [
        { ...MAIN, deletionPendingSinceMs: 1_750_000_000_000, pinned: true },
        { ...MAIN, id: 'bot' },
      ],
    });
  });

  it('of version 2 is written as it was read', () => {
    const json = { version: 2, profiles: [{ ...MAIN, deletionPendingSinceMs: 5, keychainProvider: 'KWallet' }] };
    expect(rewritten(json)).toEqual(json);
  });

  it.each(PLACE_KINDS)('knows the place %s, with its path where it has one', (kind) => {
    const json = { version: 2, profiles: [{ ...MAIN, store: storeChoice(kind, '/drive/x') }] };
    expect(rewritten(json)).toEqual(json);
    const hasPath = 'path' in storeChoice(kind, '/x');
    expect(rewritten({ version: 2, profiles: [{ ...MAIN, store: { kind } }] }) === 'damaged').toBe(hasPath);
  });

  it.each([
    ['later', { version: 3, profiles: [] }],
    ['damaged', { profiles: [MAIN] }],
    ['damaged', { version: 2 }],
    ['damaged', { version: 2, profiles: [MAIN, MAIN] }],
    ['damaged', { version: 2, profiles: [{ ...MAIN, id: '../x' }] }],
    ['damaged', { version: 2, profiles: [{ ...MAIN, hasTokens: 'yes' }] }],
    ['damaged', { version: 2, profiles: [{ ...MAIN, store: { kind: 'file', path: '' } }] }],
    ['damaged', { version: 1, profiles: [{ ...MAIN, leavingSinceMs: 'soon' }] }],
    ['damaged', []],
    ['damaged', null],
  ])('is %s: %j', (kind, json) => {
    expect(readProfilesFileContent(json).kind).toBe(kind);
  });
});
