// Compares a backup with the present profiles: what would restoring each one do? Pure.
// Used before a person confirms, and again before the restore.
import { isOtherAccount, isSameAccount, isSameTokens } from '../tokens/auth-tokens';
import type { BackupContents, BackupProfile } from './backup-contents';
import { takeNewer } from '../tokens/found-record';
import { shownAccount } from '../tokens/shown-account';
import type { TokenRecord } from '../tokens/token-record';

/**
 * `add`: that profile has no tokens. `same`: nothing would change. `replace-older`: the present tokens are older. `replace-newer`: the present tokens
 * are newer, so the backup is probably stale. `other-account`: the present tokens are of another account; they are kept, and the backup's are added as a
 * new profile. `other-origin`: refused, the tokens are of another server.
 */
export type RestoreEffect = 'add' | 'same' | 'replace-older' | 'replace-newer' | 'other-account' | 'other-origin';

/** One profile of a backup and the effect of restoring it. No secrets. */
export interface ComparedProfile {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** The id of its Axiom account; absent when the tokens name none that can be shown. */
  readonly accountId?: string;
  readonly expiresAtMs?: number;
  readonly signInEndsAtMs?: number;
  readonly savedAtMs: number;
  /** The effect of restoring it into the profile with the same id. */
  readonly effect: RestoreEffect;
  /**
   * Other profiles that are signed in to the same Axiom account, and the effect of restoring it there. A profile with the same tokens comes first. Empty when
   * the profile with the same id is itself signed in to that account.
   */
  readonly holders: readonly { readonly id: string; readonly effect: RestoreEffect }[];
  /** The name of an earlier profile in the backup with the same Axiom account; absent when there is none. */
  readonly twin?: string;
}

/**
 * The effect of restoring each profile. `present`: the record of every profile that has one. Load all profiles first: one whose store was not read would
 * look empty here. `origin`: the site that this app talks to.
 */
export function compareWithPresent(
  contents: BackupContents,
  present: ReadonlyMap<string, TokenRecord>,
  origin: string,
): readonly ComparedProfile[] {
  return contents.profiles.map((profile, at) => {
    const { id, name, record } = profile;
    const twin = contents.profiles.slice(0, at).find((other) => isSameAccount(other.record.tokens, record.tokens));
    const { expiresAtMs, refreshExpiresAtMs } = record.tokens;
    const accountId = shownAccount(record.tokens.accountId);
    return {
      id,
      name,
      ...(record.email === undefined ? {} : { email: record.email }),
      ...(accountId === undefined ? {} : { accountId }),
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
      ...(refreshExpiresAtMs === undefined ? {} : { signInEndsAtMs: refreshExpiresAtMs }),
      savedAtMs: record.savedAtMs,
      effect: effectOf(record, present.get(id), origin),
      holders: holdersOf(profile, present, origin),
      ...(twin === undefined ? {} : { twin: twin.name }),
    };
  });
}

function holdersOf(
  { id, record }: BackupProfile,
  present: ReadonlyMap<string, TokenRecord>,
  origin: string,
): ComparedProfile['holders'] {
  const isHeldBy = (ours: TokenRecord | undefined): boolean =>
    ours?.origin === record.origin && isSameAccount(ours.tokens, record.tokens);
  if (isHeldBy(present.get(id))) return [];
  const holders = [...present].filter(([otherId, ours]) => otherId !== id && isHeldBy(ours));
  const compared = holders.map(([otherId, ours]) => ({ id: otherId, effect: effectOf(record, ours, origin) }));
  return compared.sort((a, b) => Number(b.effect === 'same') - Number(a.effect === 'same'));
}

function effectOf(backedUp: TokenRecord, ours: TokenRecord | undefined, origin: string): RestoreEffect {
  if (backedUp.origin !== origin || (ours && ours.origin !== backedUp.origin)) return 'other-origin';
  if (!ours) return 'add';
  if (isOtherAccount(backedUp.tokens, ours.tokens)) return 'other-account';
  if (isSameTokens(backedUp.tokens, ours.tokens)) return 'same';
  // The backup is newer only if both of its tokens are. If nothing shows which is newer, the present pair counts as newer, so that the user is asked first.
  const newer = takeNewer(backedUp, ours);
  return newer && isSameTokens(newer.tokens, backedUp.tokens) ? 'replace-older' : 'replace-newer';
}
