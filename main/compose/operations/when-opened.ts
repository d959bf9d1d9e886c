// Waits until the place of an account was read. Without the app, it also opens a sealed file by asking for the passphrase in the terminal.
import { AxiomTokenError } from '../../core/base/errors';
import type { Profile } from '../../core/profiles/profile';
import { rejectOnAbort } from './asked-person';
import type { OperationsWorld } from './operation-parts';
import { whenRead } from './when-read';

const MOST_TRIES = 3;

/** @throws AxiomTokenError `STORAGE_LOCKED` after {@link MOST_TRIES} wrong passphrases; whatever `askPassphrase` throws; `CANCELLED` when `signal` is aborted */
export async function whenOpened(
  { core, askPassphrase }: Pick<OperationsWorld, 'core' | 'askPassphrase'>,
  profile: Profile,
  signal: AbortSignal,
): Promise<void> {
  await whenRead(profile, signal);
  const { manager, store } = profile;
  if (!askPassphrase || store.kind !== 'sealed-file') return;
  for (let tries = 1; manager.place.store.requiredUserAction === 'passphrase'; tries++) {
    const passphrase = await rejectOnAbort(signal, () => askPassphrase(store.path));
    if (passphrase === undefined) return;
    try {
      await core.sealedFiles.open(store.path, passphrase);
    } catch (error) {
      const isWrong = error instanceof AxiomTokenError && error.code === 'STORAGE_LOCKED';
      if (!isWrong || tries >= MOST_TRIES) throw error;
      continue;
    }
    await manager.retryStorage();
    return;
  }
}

/** A command line without the app ends after the call, so nothing would retry a failed save. Refuses new tokens if their place cannot be written. */
export function refuseUnsavable({ source }: Pick<OperationsWorld, 'source'>, { manager }: Profile): void {
  const failure = manager.storageFailure;
  if (source !== 'standalone' || failure === undefined || failure.code === 'STORAGE_CORRUPT') return;
  throw failure;
}
