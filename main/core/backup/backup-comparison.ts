// Compares a backup with the present profiles: what would restoring each one do? Pure.
// Used before a person confirms, and again before the restore.
import { isOtherAccount, isSameAccount, isSameTokens } from '../tokens/auth-tokens';
import type { BackupContents, BackupProfile } from './backup-contents';
import { takeNewer } from '../tokens/found-record';
import { shownAccount } from '../tokens/shown-account';
import type { TokenRecord } from '../tokens/token-record';

/**
 * `add`: that profile has no tokens. `same`: nothing would change. `replace-older`: the present tokens are older. `replace-newer`: the present tokens
 * are newer, so the backup is probably stale. `other-account`: never over them, but beside them. `other-origin`: refused.
 */
export type RestoreEffect = 'add' | 'same' | 'replace-older' | 'replace-newer' | 'other-account' | 'other-origin';

/** One profile of a backup and the effect of restoring it. No secrets. */
export interface ComparedProfile {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** Of its Axiom account, where the tokens name one that can be shown. */
  readonly accountId?: string;
  readonly expiresAtMs?: number;
  readonly signInEndsAtMs?: number;
  readonly savedAtMs: number;
  /** Of restoring it into the profile of its own id. */
  readonly effect: RestoreEffect;
  /**
   * The other profiles that are signed in to its Axiom account, and the effect of restoring it there; one that has the same tokens is the first. None where
   * the profile of its own id is signed in to that account itself.
   */
  readonly holders: readonly { readonly id: string; readonly effect: RestoreEffect }[];
  /** The name of a profile before it in the backup that is of the same Axiom account; absent where there is none. */
  readonly twin?: string;
}

/**
 * The effect of each profile. `present`: the record of every profile that has one. A profile whose store cannot be read must not be left out: load it
 * first. `origin`: the site this app talks to.
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
  // Newer only as a whole. Where nothing tells which is newer, the present one counts as newer, so that a person is asked first.
  const newer = takeNewer(backedUp, ours);
  return newer && isSameTokens(newer.tokens, backedUp.tokens) ? 'replace-older' : 'replace-newer';
}
