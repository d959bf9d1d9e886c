// The preview of a restore: what restoring each profile of an opened backup would do to the profiles that exist now. Changes nothing.
import { type ComparedProfile, compareWithPresent, type RestoreEffect } from '../backup/backup-comparison';
import type { BackupContents } from '../backup/backup-contents';
import type { Profile } from '../profiles/profile';
import { foldedName, freeProfileName } from '../profiles/profile-names';
import type { TokenRecord } from '../tokens/token-record';
import type { IntentServices } from './intent-services';

/** The targets that the user was shown for one profile of an opened backup. */
export interface Offer {
  /** Profiles that are known to be signed in to the same Axiom account. The first is offered as the target. */
  readonly holderIds: readonly string[];
  /** The name under which it would be added as a new profile. */
  readonly newName: string | undefined;
}

/** `unread`: not known, because the place of the present tokens could not be read. `used-up`: its refresh token was already exchanged for a newer one. */
export type ShownEffect = RestoreEffect | 'used-up' | 'unread';

/** A profile of a backup: its preview for the user, and the targets on offer. */
export interface PreviewedProfile {
  readonly preview: Omit<ComparedProfile, 'effect' | 'holders'> & {
    readonly effect: ShownEffect;
    readonly holder?: { readonly name: string; readonly effect: RestoreEffect };
    readonly newName?: string;
  };
  readonly offer: Offer;
}

/** The preview of each profile. `addedIds`: profiles that this restore has added so far, by their id in the backup. */
export async function previewRestore(
  { registry, origin }: Pick<IntentServices, 'registry' | 'origin'>,
  contents: BackupContents,
  addedIds: ReadonlyMap<string, string>,
): Promise<PreviewedProfile[]> {
  const usedUp = new Set<string>();
  for (const { id, record } of contents.profiles) if (await registry.isSpent(record.tokens)) usedUp.add(id);
  const present = new Map<string, TokenRecord>();
  const unread = new Set<string>();
  for (const { id, manager } of registry.list()) {
    const record = manager.getRecord();
    if (record) present.set(id, record);
    else if (manager.storageFacet !== 'saved') unread.add(id);
  }
  // Ids, too: no account may have another one's id as its name.
  const names = [...registry.list(), ...registry.index.list()].flatMap(({ id, name }) => [id, name]);
  return compareWithPresent(contents, present, origin).map((compared) => {
    const { holders, ...profile } = correctedEffect(compared, usedUp, unread);
    const [first] = holders;
    const isListed = registry.list().some(({ id }) => id === profile.id);
    const isAdded = profile.effect === 'other-account' || (profile.effect === 'add' && !isListed);
    // A profile that this restore has added before, and that has no tokens yet, is used again.
    const added = registry.list().find(({ id }) => id === addedIds.get(profile.id))?.name;
    const name = isAdded && first?.effect !== 'same' ? (added ?? freeProfileName(profile.name, names)) : undefined;
    if (name !== undefined) names.push(name);
    // When its own id and name are both free, there is no other name to show.
    const isOwnFree = name === profile.name && profile.effect === 'add' && !isNameOf(profile.id, registry.list());
    const newName = isOwnFree ? undefined : name;
    const holder = first && { name: registry.get(first.id).name, effect: first.effect };
    return {
      preview: { ...profile, ...(holder && { holder }), ...(newName === undefined ? {} : { newName }) },
      offer: { holderIds: holders.map(({ id }) => id), newName },
    };
  });
}

function isNameOf(id: string, profiles: readonly Pick<Profile, 'name'>[]): boolean {
  return profiles.some(({ name }) => foldedName(name) === id);
}

/**
 * Corrects the effect: spent tokens cannot be restored anywhere, and a place that could not be read must not count as
 * empty.
 */
function correctedEffect(
  compared: ComparedProfile,
  usedUp: ReadonlySet<string>,
  unread: ReadonlySet<string>,
): Omit<ComparedProfile, 'effect'> & { readonly effect: ShownEffect } {
  const { id, effect, holders } = compared;
  const isOver = effect === 'same' || effect === 'other-origin' || holders[0]?.effect === 'same';
  if (!isOver && usedUp.has(id)) return { ...compared, effect: 'used-up', holders: [] };
  return effect === 'add' && unread.has(id) ? { ...compared, effect: 'unread' } : compared;
}
