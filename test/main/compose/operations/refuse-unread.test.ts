import { expect, it } from 'vitest';
import { refuseUnread } from '../../../../main/compose/operations/refuse-unread';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { Profile } from '../../../../main/core/profiles/profile';

/** A profile with unread tokens or none. `unlocks`: the next look can read them. */
function holding(holdsUnread: boolean, code: ErrorCode, requiredUserAction?: string, unlocks = false) {
  const storage = { holdsUnread };
  const manager = {
    storage,
    storageFailure: new AxiomTokenError(code),
    place: { store: { place: '/x/sealed', requiredUserAction } },
    retryStorage: async () => void (unlocks && (storage.holdsUnread = false)),
  };
  return { id: 'default', manager } as unknown as Profile;
}

it.each([
  ['a sealed file', 'STORAGE_LOCKED', 'passphrase', /^Enter the passphrase\. To start again/],
  ['a keychain without a bus', 'STORAGE_UNAVAILABLE', undefined, /^Make sure that they can be read/],
  ['what is damaged', 'STORAGE_CORRUPT', undefined, /logout -p default\. Nothing was changed\.$/],
] as const)('refuses, with what helps: %s', async (_what, code, action, remedy) => {
  await expect(refuseUnread(holding(true, code, action))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/^The tokens in \/x\/sealed could not be read/),
    remedy: expect.stringMatching(remedy),
  });
});

it('refuses nothing if all places can be read, or no tokens are noted for them', async () => {
  const readable = [holding(false, 'STORAGE_LOCKED'), holding(true, 'STORAGE_LOCKED', undefined, true)];
  expect(await Promise.all(readable.map(refuseUnread))).toEqual([undefined, undefined]);
});
