// Says what restoring each profile of a backup would do to what is here now. Pure; shown before anything changes, asked again when it does.
import type { AuthTokens } from '../tokens/auth-tokens';
import type { BackupContents } from './backup-contents';
import type { TokenRecord } from '../tokens/token-record';

/**
 * `add`: no tokens in that profile. `same`: nothing would change. `replace-older`: ours is older. `replace-newer`: ours is newer, so the backup is
 * probably stale. `other-account`, `other-origin`: refused.
 */
export type RestoreEffect = 'add' | 'same' | 'replace-older' | 'replace-newer' | 'other-account' | 'other-origin';

/** One profile of a backup beside what is here. No secrets. */
export interface ComparedProfile {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly expiresAtMs?: number;
  readonly signInEndsAtMs?: number;
  readonly savedAtMs: number;
  readonly effect: RestoreEffect;
}

/**
 * The effect of each profile. `present` holds the record of every profile that has one (a profile whose store cannot be read must not be left out:
 * ask for its tokens first); `origin` is the site this app talks to.
 */
export function compareWithPresent(
  contents: BackupContents,
  present: ReadonlyMap<string, TokenRecord>,
  origin: string,
): readonly ComparedProfile[] {
  return contents.profiles.map(({ id, name, record }) => {
    const { expiresAtMs, refreshExpiresAtMs } = record.tokens;
    return {
      id,
      name,
      ...(record.email === undefined ? {} : { email: record.email }),
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
      ...(refreshExpiresAtMs === undefined ? {} : { signInEndsAtMs: refreshExpiresAtMs }),
      savedAtMs: record.savedAtMs,
      effect: effectOf(record, present.get(id), origin),
    };
  });
}

function effectOf(backedUp: TokenRecord, ours: TokenRecord | undefined, origin: string): RestoreEffect {
  if (backedUp.origin !== origin || (ours && ours.origin !== backedUp.origin)) return 'other-origin';
  if (!ours) return 'add';
  if (isOtherAccount(backedUp.tokens, ours.tokens)) return 'other-account';
  if (hasSameTokens(backedUp.tokens, ours.tokens)) return 'same';
  if (backedUp.recordGeneration !== ours.recordGeneration) {
    return backedUp.recordGeneration > ours.recordGeneration ? 'replace-older' : 'replace-newer';
  }
  // Two branches of one generation: the later save is taken as the newer, and a tie as ours, which asks before it is replaced.
  return backedUp.savedAtMs > ours.savedAtMs ? 'replace-older' : 'replace-newer';
}

function isOtherAccount(a: AuthTokens, b: AuthTokens): boolean {
  return a.accountId !== undefined && b.accountId !== undefined && a.accountId !== b.accountId;
}

function hasSameTokens(a: AuthTokens, b: AuthTokens): boolean {
  return a.accessToken.equals(b.accessToken) && a.refreshToken.equals(b.refreshToken);
}
