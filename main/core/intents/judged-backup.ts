// What restoring each profile of an opened backup would do, beside the profiles that are here now. Nothing is changed.
import { type ComparedProfile, compareWithPresent, type RestoreEffect } from '../backup/backup-comparison';
import type { BackupContents } from '../backup/backup-contents';
import { freeProfileName } from '../profiles/profile-names';
import type { TokenRecord } from '../tokens/token-record';
import type { IntentServices } from './intent-services';

/** What a person was shown of a profile of an opened backup. */
export interface Offer {
  /** Profiles here that are known to be signed in to its Axiom account. The first is the one that is offered. */
  readonly holderIds: readonly string[];
  /** The name under which it would be added. */
  readonly newName: string | undefined;
}

/** `unread`: not known, its place could not be read. `used-up`: its tokens were exchanged for newer ones. */
export type ShownEffect = RestoreEffect | 'used-up' | 'unread';

/** A profile of a backup beside those here. */
export interface JudgedProfile {
  readonly preview: Omit<ComparedProfile, 'effect' | 'holders'> & {
    readonly effect: ShownEffect;
    readonly holder?: { readonly name: string; readonly effect: RestoreEffect };
    readonly newName?: string;
  };
  readonly offer: Offer;
}

/** `addedIds`: profiles that were added for it, by the id in the backup. */
export async function judgeBackup(
  { registry, origin }: Pick<IntentServices, 'registry' | 'origin'>,
  contents: BackupContents,
  addedIds: ReadonlyMap<string, string>,
): Promise<JudgedProfile[]> {
  const usedUp = new Set<string>();
  for (const { id, record } of contents.profiles) if (await registry.isUsedUp(record.tokens)) usedUp.add(id);
  const present = new Map<string, TokenRecord>();
  const unread = new Set<string>();
  for (const { id, manager } of registry.list()) {
    const record = manager.getRecord();
    if (record) present.set(id, record);
    else if (manager.storageFacet !== 'saved') unread.add(id);
  }
  const names = [...registry.list(), ...registry.index.list()].map(({ name }) => name);
  return compareWithPresent(contents, present, origin).map((compared) => {
    const { holders, ...profile } = withTruth(compared, usedUp, unread);
    const [first] = holders;
    const isListed = registry.list().some(({ id }) => id === profile.id);
    const isAdded = profile.effect === 'other-account' || (profile.effect === 'add' && !isListed);
    // One that was added for it, and has no tokens yet, is the one that gets them.
    const added = registry.list().find(({ id }) => id === addedIds.get(profile.id))?.name;
    const name = isAdded && first?.effect !== 'same' ? (added ?? freeProfileName(profile.name, names)) : undefined;
    if (name !== undefined) names.push(name);
    // Under its own id and name where nobody here has them.
    const newName = name === profile.name && profile.effect === 'add' ? undefined : name;
    const holder = first && { name: registry.get(first.id).name, effect: first.effect };
    return {
      preview: { ...profile, ...(holder && { holder }), ...(newName === undefined ? {} : { newName }) },
      offer: { holderIds: holders.map(({ id }) => id), newName },
    };
  });
}

/** What is used up cannot be restored anywhere, and what could not be read is not nothing. */
function withTruth(
  compared: ComparedProfile,
  usedUp: ReadonlySet<string>,
  unread: ReadonlySet<string>,
): Omit<ComparedProfile, 'effect'> & { readonly effect: ShownEffect } {
  const { id, effect, holders } = compared;
  const isOver = effect === 'same' || effect === 'other-origin' || holders[0]?.effect === 'same';
  if (!isOver && usedUp.has(id)) return { ...compared, effect: 'used-up', holders: [] };
  return effect === 'add' && unread.has(id) ? { ...compared, effect: 'unread' } : compared;
}
