// Waits until the place of an account was read, or can be written. Opens a sealed file if its passphrase came with
// the call or the user can type it in the terminal. A command line without the app has no passphrase of its own.
import { AxiomTokenError } from '../../core/base/errors';
import type { Secret } from '../../core/base/secret';
import { placeOf } from '../../core/ports/token-places';
import type { Profile } from '../../core/profiles/profile';
import { shownAccount } from '../../core/tokens/shown-account';
import { rejectOnAbort } from './ask-user';
import type { OperationsWorld } from './operation-parts';
import { failureForAccount } from './place-words';
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
  let wrong: unknown;
  for (let tries = 1; manager.place.store.requiredUserAction === 'passphrase'; tries++) {
    const passphrase = await rejectOnAbort(signal, () => askPassphrase(store.path));
    if (passphrase === undefined) {
      if (wrong !== undefined) throw wrong;
      return;
    }
    try {
      await core.sealedFiles.open(store.path, passphrase);
    } catch (error) {
      const isWrong = error instanceof AxiomTokenError && error.code === 'STORAGE_LOCKED';
      if (!isWrong || tries >= MOST_TRIES) throw error;
      wrong = error;
      continue;
    }
    await manager.retryStorage();
    return;
  }
}

/**
 * As {@link whenOpened}; but a place that stays locked is no error. @throws AxiomTokenError as asking does;
 * `CANCELLED` when `signal` is aborted
 */
export async function whenOpenedIfPossible(
  world: Pick<OperationsWorld, 'core' | 'askPassphrase'>,
  profile: Profile,
  signal: AbortSignal,
): Promise<void> {
  await whenOpened(world, profile, signal).catch((error: unknown) => {
    if (!(error instanceof AxiomTokenError) || error.code !== 'STORAGE_LOCKED') throw error;
  });
}

/**
 * A command line without the app ends after the call, so nothing would retry a failed save: new tokens are refused if their place cannot be written. Where it answers, but does not
 * show the tokens that it should have, the person decides: that advice is to sign in again.
 * @throws AxiomTokenError `STORAGE_*`; `CANCELLED`; as {@link OperationsWorld.confirm}
 */
export async function whenSavable(
  world: Pick<OperationsWorld, 'core' | 'source' | 'defaultAccount' | 'askNewPassphrase' | 'confirm'>,
  profile: Profile,
  signal: AbortSignal,
): Promise<void> {
  if (world.source !== 'standalone') return;
  await whenSealable(world, profile, signal);
  const failure = profile.manager.storageFailure;
  if (failure === undefined || failure.code === 'STORAGE_CORRUPT') return;
  if (!failure.isMissing) throw failureForAccount(world, profile.name, failure);
  await world.confirm(
    {
      message: failure.message,
      detail: 'If they are there and only hidden now, the new tokens replace them.',
      agree: `Sign in to ${profile.name} anew`,
    },
    signal,
  );
}

/**
 * Without the app, new tokens that could be saved neither in their place nor in the journal are lost when the call ends. Tries once more to save them.
 * @throws AxiomTokenError of the place, in words about the loss
 */
export async function refuseLost(
  { source }: Pick<OperationsWorld, 'source'>,
  { name, manager, store }: Profile,
): Promise<void> {
  if (source !== 'standalone' || !placeOf(store.kind).isLasting) return;
  if (!manager.storage.isSafe) await manager.retryStorage();
  if (manager.storage.isSafe) return;
  const { code, message, remedy } = manager.storageFailure ?? new AxiomTokenError('STORAGE_UNAVAILABLE');
  throw new AxiomTokenError(code, {
    message: `New tokens of ${name} were received but could not be saved, so they are lost when this command ends. ${message}`,
    remedy: `${remedy} Then sign in again.`,
  });
}

/**
 * Without the app, no passphrase is kept between calls. Asks for the passphrase of a sealed file that does not exist
 * yet. @throws AxiomTokenError as {@link newPassphrase}
 */
export async function whenSealable(
  world: Pick<OperationsWorld, 'core' | 'source' | 'askNewPassphrase'>,
  { manager, store }: Profile,
  signal: AbortSignal,
): Promise<void> {
  if (world.source !== 'standalone' || store.kind !== 'sealed-file') return;
  if (manager.place.store.requiredUserAction !== 'new-passphrase') return;
  await world.core.sealedFiles.open(store.path, await newPassphrase(world, store.path, signal));
}

/**
 * Asks for the passphrase of a sealed file that does not exist yet. @throws AxiomTokenError `STORAGE_LOCKED` where
 * nobody can be asked; `CANCELLED` when `signal` is aborted
 */
export async function newPassphrase(
  { core, askNewPassphrase }: Pick<OperationsWorld, 'core' | 'askNewPassphrase'>,
  path: string,
  signal: AbortSignal,
): Promise<Secret> {
  const ownWords = core.registry
    .list()
    .flatMap(({ name, manager }) => [name, shownAccount(manager.getTokens()?.accountId) ?? '']);
  const given = askNewPassphrase && (await rejectOnAbort(signal, () => askNewPassphrase(path, ownWords)));
  if (given) return given;
  throw new AxiomTokenError('STORAGE_LOCKED', {
    message: `There is no sealed file at ${path} yet, and nobody can be asked for its passphrase.`,
    remedy:
      'Run it in a terminal, which asks for one, or start the app; or keep the tokens in another place: axiom-tokens migrate. Nothing was changed.',
  });
}
