// Waits until the place of an account was read, and opens a sealed file where its passphrase came with the call, or a person at the terminal can give it: a command line that runs alone knows none.
import { AxiomTokenError } from '../../core/base/errors';
import type { Secret } from '../../core/base/secret';
import type { Profile } from '../../core/profiles/profile';
import { rejectOnAbort } from './asked-person';
import type { OperationsWorld } from './operation-parts';
import { whenRead } from './when-read';

const MOST_TRIES = 3;

/** `given`: the passphrase that came with the call. @throws AxiomTokenError `STORAGE_LOCKED` after wrong passphrases; as asking does; `CANCELLED` when `signal` is aborted */
export async function whenOpened(
  { core, askPassphrase }: Pick<OperationsWorld, 'core' | 'askPassphrase'>,
  profile: Profile,
  signal: AbortSignal,
  given?: Secret,
): Promise<void> {
  await whenRead(profile, signal);
  const { manager, store } = profile;
  if (store.kind !== 'sealed-file') return;
  if (given && manager.place.store.requiredUserAction === 'passphrase') {
    await core.sealedFiles.open(store.path, given);
    await manager.retryStorage();
    return;
  }
  if (!askPassphrase) return;
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
  if (source === 'standalone' && manager.place.store.requiredUserAction === 'new-passphrase')
    throw withoutPassphrase(manager.place.store.place);
  if (source !== 'standalone' || failure === undefined || failure.code === 'STORAGE_CORRUPT') return;
  throw failure;
}

/** The passphrase of a run in which nothing was sealed is kept nowhere. */
function withoutPassphrase(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_LOCKED', {
    message: `There is no sealed file at ${path} yet, so there is no passphrase to save the tokens with.`,
    remedy:
      'Start the app, which asks for one; or axiom-tokens migrate file PATH, sign in, then axiom-tokens migrate sealed-file PATH. Nothing was changed.',
  });
}
