// Restores the chosen profiles of an opened backup one after another. A refusal for one does not stop the others.
import type { BackupContents } from '../backup/backup-contents';
import { AxiomTokenError } from '../base/errors';
import { createInTurn } from '../flow/in-turn';
import { forEachProfile, type ProfileResults } from './each-profile';
import type { IntentServices } from './intent-services';
import type { Offer } from './restore-preview';
import { restoreProfile, type RestoreTarget } from './restore-profile';

/** An opened backup, and what the user was shown of it. */
export interface OpenedBackup {
  readonly contents: BackupContents;
  /** The targets on offer, by the profile's id in the backup. */
  readonly offers: ReadonlyMap<string, Offer>;
  /** Existing profiles whose place was already known to be damaged when the backup was opened. */
  readonly damagedIds: ReadonlySet<string>;
  /** Existing profiles that got tokens from this backup. */
  readonly restoredIds: Set<string>;
  /** Ids of profiles that were added for this backup, by the id in the backup. Such a profile stays in the list even when it has lost its tokens since. */
  readonly addedIds: Map<string, string>;
}

/** What the user chose. All ids are those in the backup. A profile goes into the profile with the same id, unless it is in `asNew` or `intoHolder`. */
export interface RestoreChoice {
  readonly profileIds: readonly string[];
  /** Profiles whose present tokens may be replaced although they are newer. */
  readonly replaceNewer: readonly string[];
  /** Profiles that are added as new ones. */
  readonly asNew?: readonly string[] | undefined;
  /** Profiles that go into the profile which is signed in to the same Axiom account. */
  readonly intoHolder?: readonly string[] | undefined;
}

/** The profiles whose place is damaged now. Damage that the user knows of may be replaced: it is the reason for the restore. */
export function damagedProfiles({ registry }: Pick<IntentServices, 'registry'>): ReadonlySet<string> {
  const damaged = registry.list().filter(({ manager }) => manager.storageFailure?.code === 'STORAGE_CORRUPT');
  return new Set(damaged.map(({ id }) => id));
}

/** Resolves to the ids of the profiles that got tokens. @throws AxiomTokenError `INVALID_INPUT` when a chosen id is not in the backup; as `restoreProfile` when only one was chosen */
export async function restoreChosen(
  services: Pick<IntentServices, 'registry' | 'origin' | 'activity'>,
  { contents, offers, damagedIds, restoredIds, addedIds }: OpenedBackup,
  choice: RestoreChoice,
): Promise<ProfileResults<string>> {
  const { registry, activity } = services;
  const chosen = contents.profiles.filter(({ id }) => choice.profileIds.includes(id));
  if (chosen.length < new Set(choice.profileIds).size) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'That account is not in the backup.',
    });
  }
  // Requested for all profiles now, so that a sign-out from now on also refuses those whose turn comes late.
  const asked = new Map(registry.list().map((known) => [known.id, { known, request: known.manager.requests.begin() }]));
  // One after another: two keychain prompts at once would confuse, and the backup may contain one sign-in twice.
  const inTurn = createInTurn();
  return forEachProfile(chosen, (profile) =>
    inTurn(async () => {
      const offer = offers.get(profile.id);
      const addedId = registry.list().find(({ id }) => id === addedIds.get(profile.id))?.id;
      const target = targetOf(profile.id, choice, offer, addedId);
      const { id, name } = await restoreProfile(services, {
        contents,
        profile,
        mayReplaceNewer: choice.replaceNewer.includes(profile.id),
        target,
        known: asked.get(target.profileId ?? ''),
        damagedIds,
        onAdded: (id) => addedIds.set(profile.id, id),
        agreedIds: new Set([...(offer?.holderIds ?? []), ...restoredIds]),
      });
      restoredIds.add(id);
      const isNew = addedIds.get(profile.id) === id;
      if (isNew) activity.add('sign-in', `Restored from a backup as ${name}`, id, { isBeginning: true });
      else activity.add('sign-in', 'Restored from a backup', id);
      return id;
    }),
  );
}

/** @throws AxiomTokenError `INVALID_INPUT` for a target that was not offered */
function targetOf(
  id: string,
  choice: RestoreChoice,
  offer: Offer | undefined,
  addedId: string | undefined,
): RestoreTarget {
  const isNew = choice.asNew?.includes(id) === true;
  const isHolder = choice.intoHolder?.includes(id) === true;
  const [holderId] = offer?.holderIds ?? [];
  if (!isNew && !isHolder) return { profileId: id };
  if (isNew && !isHolder && offer?.newName !== undefined)
    return addedId === undefined ? { newName: offer.newName } : { profileId: addedId };
  if (isHolder && !isNew && holderId !== undefined) return { profileId: holderId, isHolder: true };
  throw new AxiomTokenError('INVALID_INPUT', {
    message: 'That account of the backup cannot be restored there.',
    remedy: 'Choose the file again. Nothing was changed.',
  });
}
