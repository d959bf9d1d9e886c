// Restores what a person has chosen of an opened backup, profile by profile. One that is refused does not keep the others.
import type { BackupContents } from '../backup/backup-contents';
import { AxiomTokenError } from '../base/errors';
import { createInTurn } from '../flow/in-turn';
import { forEachProfile, type ProfileResults } from './each-profile';
import type { IntentServices } from './intent-services';
import type { Offer } from './judged-backup';
import { restoreProfile, type RestoreTarget } from './restore-profile';

/** An opened backup, and what the person knows of it. */
export interface OpenedBackup {
  readonly contents: BackupContents;
  /** By the profile's id in the backup. */
  readonly offers: ReadonlyMap<string, Offer>;
  /** Profiles here whose place was known to be damaged by then. */
  readonly damagedIds: ReadonlySet<string>;
  /** Profiles here that have got tokens of it. */
  readonly restoredIds: Set<string>;
  /** Accounts that were added for it, by the id in the backup: one that has lost its tokens since is in the list without them. */
  readonly addedIds: Map<string, string>;
}

/** Ids are those in the backup. Each may go into the profile of its id, or as the offer says. */
export interface RestoreChoice {
  readonly profileIds: readonly string[];
  /** Those whose newer tokens here may be replaced. */
  readonly replaceNewer: readonly string[];
  /** Those that become a profile of their own. */
  readonly asNew?: readonly string[] | undefined;
  /** Those that go into the profile that is signed in to their Axiom account. */
  readonly intoHolder?: readonly string[] | undefined;
}

/** Profiles whose place is damaged now: what a person restores for, once it is known. */
export function damagedProfiles({ registry }: Pick<IntentServices, 'registry'>): ReadonlySet<string> {
  const damaged = registry.list().filter(({ manager }) => manager.storageFailure?.code === 'STORAGE_CORRUPT');
  return new Set(damaged.map(({ id }) => id));
}

/** Resolves to the ids of the profiles that have tokens of it now. @throws AxiomTokenError `INVALID_INPUT` for one that is not in the backup; as `restoreProfile` for one alone */
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
  // Also those whose turn comes late are refused after a sign-out.
  const asked = new Map(registry.list().map((known) => [known.id, { known, request: known.manager.requests.begin() }]));
  // One after the other: two keychain prompts at once would confuse, and the backup may have one sign-in twice.
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

/** @throws AxiomTokenError `INVALID_INPUT` for what was not offered */
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
