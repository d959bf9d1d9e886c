// Restores one profile of an opened backup: reads what is there, judges, and only then replaces it.
// Called by the backup handlers for each chosen profile.
import type { BackupContents, BackupProfile } from '../../../core/backup/backup-contents';
import { compareWithPresent, type RestoreEffect } from '../../../core/backup/backup-comparison';
import { AxiomTokenError } from '../../../core/base/errors';
import { refuseSecondOwner } from '../../../core/profiles/one-sign-in';
import type { Profile } from '../../../core/profiles/profile';
import type { PersonRequest } from '../../../core/storage/person-requests';
import type { AppServices } from '../app-services';

/** What is restored of which backup, and whether newer tokens may be replaced. */
export interface Restore {
  readonly contents: BackupContents;
  readonly profile: BackupProfile;
  readonly mayReplaceNewer: boolean;
  /** The profile as it was in the list when the person asked, and what was asked of it then; absent when it was not there. */
  readonly asked?: { readonly known: Profile; readonly request: PersonRequest } | undefined;
}

/**
 * Adds the profile if it is not in the list. Resolves when its tokens are the backup's.
 * @throws AxiomTokenError `WRONG_ACCOUNT`, `WRONG_ORIGIN`, `INVALID_INPUT` (newer tokens are there, or another profile has these), `STORAGE_*` when
 * the place cannot be read now: nothing was replaced; as {@link PersonRequest.refuseLate}
 */
export async function restoreProfile(services: AppServices, restore: Restore): Promise<void> {
  const { registry } = services;
  const { id, name, record } = restore.profile;
  const known = restore.asked?.known ?? registry.list().find((profile) => profile.id === id);
  refuseEffect(restore, effectOf(restore, known, services.origin));
  const profile = known ?? (await registry.add(id, name));
  const { manager } = profile;
  const { request } = restore.asked ?? { request: manager.requests.first };
  await requireRead(profile);
  // Then they are refused below.
  await registry.isUsedUp(record.tokens);
  // Judged once more by what was read now, which the preview may not have known.
  const effect = effectOf(restore, profile, services.origin);
  refuseEffect(restore, effect);
  if (effect === 'same') return;
  refuseSecondOwner(id, record.tokens, registry.list());
  const { email, serverOffsetMs, recordGeneration: restoredGeneration } = record;
  await manager.setTokens(record.tokens, { email, serverOffsetMs, restoredGeneration, request });
}

/** A place that cannot be read may have newer tokens than the backup. A damaged one is what a person restores for. */
async function requireRead({ manager }: Profile): Promise<void> {
  if (manager.storageFacet === 'opening' || manager.storageFailure) await manager.retryStorage();
  const failure = manager.storageFailure;
  if (!failure || failure.code === 'STORAGE_CORRUPT') return;
  throw new AxiomTokenError(failure.code, {
    message: `${failure.message} It may have newer tokens than the backup, so nothing was restored.`,
    remedy: failure.remedy,
    cause: failure,
  });
}

function effectOf({ contents, profile }: Restore, known: Profile | undefined, origin: string): RestoreEffect {
  const record = known?.manager.getRecord();
  const present = new Map(record ? [[profile.id, record]] : []);
  const [compared] = compareWithPresent({ ...contents, profiles: [profile] }, present, origin);
  return compared?.effect ?? 'other-origin';
}

function refuseEffect({ profile, mayReplaceNewer }: Restore, effect: RestoreEffect): void {
  const { name } = profile;
  if (effect === 'other-account') {
    throw new AxiomTokenError('WRONG_ACCOUNT', {
      message: `${name} is signed in to another account than the one in the backup.`,
      remedy: 'Sign it out here first, or leave it out.',
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
      remedy: 'Open the backup again and say for this account that they may be replaced, or leave it out.',
    });
  }
}
