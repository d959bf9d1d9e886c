// Restores one profile of an opened backup: reads the present tokens, compares, and only then replaces them.
// Called for each chosen profile, by the window's handlers and the operations.
import type { BackupContents, BackupProfile } from '../backup/backup-contents';
import { compareWithPresent, type RestoreEffect } from '../backup/backup-comparison';
import { AxiomTokenError } from '../base/errors';
import { refuseSecondOwner } from '../profiles/one-sign-in';
import type { Profile } from '../profiles/profile';
import type { PersonRequest } from '../storage/person-requests';
import { isSameAccount } from '../tokens/auth-tokens';
import type { IntentServices } from './intent-services';

type Services = Pick<IntentServices, 'registry' | 'origin'>;

/** Where a profile of a backup goes: into the profile with this id, which need not be in the list yet, or into a new profile with this name. */
export interface RestoreTarget {
  readonly profileId?: string;
  /** The profile was chosen because it is signed in to the same Axiom account; refused when it is not any more. */
  readonly isHolder?: true;
  readonly newName?: string;
}

/** One restore: the backup, its profile, the target, and what the user has agreed to. */
export interface Restore {
  readonly contents: BackupContents;
  readonly profile: BackupProfile;
  readonly mayReplaceNewer: boolean;
  /** Absent: the profile with the same id. */
  readonly target?: RestoreTarget;
  /** The target profile as it was in the list when the user started the restore, with the request of that moment; absent when it was not in the list. */
  readonly known?: { readonly known: Profile; readonly request: PersonRequest } | undefined;
  /** Called with the id of a profile that was added under a new name, before it gets tokens. */
  readonly onAdded?: (profileId: string) => void;
  /** Profiles whose place was already damaged when the user saw the backup. Later damage is not replaced; absent: any damage may be replaced. */
  readonly damagedIds?: ReadonlySet<string>;
  /** Profiles that the user was shown as signed in to the same Axiom account. */
  readonly agreedIds?: ReadonlySet<string>;
}

/**
 * Adds the profile if it is not in the list, and takes it out again if it gets no tokens. Resolves to the profile that has the backup's tokens.
 * @throws AxiomTokenError `WRONG_ACCOUNT`, `WRONG_ORIGIN`, `INVALID_INPUT` (the present tokens are newer, or another profile has these tokens or this
 * account), `STORAGE_*` (the place cannot be read now); as {@link PersonRequest.refuseLate}. Nothing was replaced then.
 */
export async function restoreProfile(services: Services, restore: Restore): Promise<Profile> {
  const { registry } = services;
  const { id, name } = restore.profile;
  const { profileId = id, newName } = restore.target ?? {};
  if (newName !== undefined) {
    refuseEffect(restore, undefined, services.origin);
    refuseHolders(restore, undefined, registry.list());
    const added = await addNamed(services, newName);
    restore.onAdded?.(added.id);
    return fillAdded(services, restore, added);
  }
  const known = restore.known?.known ?? registry.list().find((profile) => profile.id === profileId);
  refuseEffect(restore, known, services.origin);
  if (!known) refuseHolders(restore, undefined, registry.list());
  if (known) {
    await fill(services, restore, known, restore.known?.request ?? known.manager.requests.first);
    return known;
  }
  const wasListed = registry.index.list().some((entry) => entry.id === id);
  const added = await registry.add(id, name);
  if (!wasListed) return fillAdded(services, restore, added);
  await fill(services, restore, added, added.manager.requests.first);
  return added;
}

/**
 * Removes the added profile from the list again if it gets no tokens. Also when its place cannot be read: whatever is
 * saved there was there before.
 */
async function fillAdded(services: Services, restore: Restore, added: Profile): Promise<Profile> {
  try {
    await fill(services, restore, added, added.manager.requests.first);
  } catch (error) {
    await services.registry.takeBack(added.id).catch(() => undefined);
    throw error;
  }
  return added;
}

async function addNamed({ registry }: Services, name: string): Promise<Profile> {
  try {
    return await registry.addNamed(name);
  } catch (error) {
    if (!(error instanceof AxiomTokenError) || error.code !== 'INVALID_INPUT') throw error;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `The name ${name} was given to another account since this backup was opened.`,
      remedy: 'Try again under the name that is offered now. Nothing was changed.',
      cause: error,
    });
  }
}

async function fill(services: Services, restore: Restore, profile: Profile, request: PersonRequest): Promise<void> {
  const { registry } = services;
  const { record } = restore.profile;
  // Loads the answer, which setTokens needs below to refuse used-up tokens.
  await registry.isSpent(record.tokens);
  // The lock is held from the last read to the write, so that no other program saves newer tokens in between.
  const release = await profile.manager.acquireLock('write').catch(refuseBusy);
  try {
    const isNewDamage = restore.known !== undefined && restore.damagedIds?.has(profile.id) === false;
    await requireRead(profile, isNewDamage);
    // Checked again with what was read just now; the preview may not have known it.
    if (refuseEffect(restore, profile, services.origin) === 'same') return;
    refuseHolders(restore, profile, registry.list());
    const { email, serverOffsetMs, recordGeneration: restoredGeneration } = record;
    await profile.manager.setTokens(record.tokens, { email, serverOffsetMs, restoredGeneration, request });
  } finally {
    release();
  }
}

/** Refuses a place that cannot be read, because it may have newer tokens than the backup. Damage that the user knew of is no obstacle: it is the reason to restore. */
async function requireRead({ manager }: Profile, isNewDamage: boolean): Promise<void> {
  await manager.retryStorage();
  const failure = manager.storageFailure;
  if (!failure) return;
  if (failure.code === 'STORAGE_CORRUPT') {
    if (!isNewDamage) return;
    throw new AxiomTokenError('STORAGE_CORRUPT', {
      message: `${failure.message} That came after this backup was opened, so nothing was restored.`,
      remedy: 'Restore it once more to replace what is there.',
      cause: failure,
    });
  }
  throw new AxiomTokenError(failure.code, {
    message: `${failure.message} It may have newer tokens than the backup, so nothing was restored.`,
    remedy: failure.remedy,
    cause: failure,
  });
}

function refuseBusy(cause: unknown): never {
  throw new AxiomTokenError('TIMEOUT', {
    message: 'Another program is busy with the tokens of this account, so nothing was restored.',
    remedy: 'Try again in a moment. If this continues, end the other program.',
    cause,
  });
}

/** Refuses one sign-in in two profiles always, and two sign-ins of one account unless the user was shown the other one. */
function refuseHolders(
  { profile, agreedIds }: Restore,
  target: Profile | undefined,
  profiles: readonly Profile[],
): void {
  const { tokens } = profile.record;
  refuseSecondOwner(target?.id ?? '', tokens, profiles);
  const holds = ({ manager }: Profile): boolean => {
    const present = manager.getTokens();
    return present !== undefined && isSameAccount(present, tokens);
  };
  if (target?.isDemo || (target && holds(target))) return;
  const unseen = profiles.find(
    (other) => other !== target && !other.isDemo && !agreedIds?.has(other.id) && holds(other),
  );
  if (!unseen) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${unseen.name} has been signed in to the account of ${profile.name} since this backup was opened.`,
    remedy: `Choose whether it goes into ${unseen.name}, or is an account of its own. Nothing was changed.`,
  });
}

/** The effect of restoring into `known`. @throws AxiomTokenError when it is not allowed */
function refuseEffect(restore: Restore, known: Profile | undefined, origin: string): RestoreEffect {
  const { profile, mayReplaceNewer, target } = restore;
  const effect = effectOf(restore, known, origin);
  const name = known?.name ?? profile.name;
  if (effect === 'other-account' || (effect === 'add' && target?.isHolder)) {
    throw new AxiomTokenError('WRONG_ACCOUNT', {
      message:
        effect === 'add'
          ? `${name} is not signed in to the account in the backup any more.`
          : `${name} is signed in to another account than the one in the backup.`,
      remedy: 'It can be restored as an account of its own. Nothing was changed.',
    });
  }
  if (effect === 'other-origin') {
    throw new AxiomTokenError('WRONG_ORIGIN', {
      message: `The tokens of ${name} in the backup belong to another server.`,
      remedy: 'Leave this account out.',
    });
  }
  if (effect === 'replace-newer' && !mayReplaceNewer) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `${name} has newer tokens here than in the backup. Nothing was changed.`,
      remedy: 'Allow for this account that they are replaced, or leave it out.',
    });
  }
  return effect;
}

function effectOf({ contents, profile }: Restore, known: Profile | undefined, origin: string): RestoreEffect {
  const record = known?.manager.getRecord();
  const present = new Map(record ? [[profile.id, record]] : []);
  const [compared] = compareWithPresent({ ...contents, profiles: [profile] }, present, origin);
  return compared?.effect ?? 'other-origin';
}
