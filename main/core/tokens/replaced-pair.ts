// The pair that a sign-in, import or restore has replaced: kept in the record of the new pair until that has been refreshed once, so that a new pair which
// the server refuses costs nothing. Pure.
import * as z from 'zod';
import type { AuthTokens } from './auth-tokens';
import { fromStoredTokens, storedTokensShape, toStoredTokens } from './stored-tokens';

/** A pair that was replaced. */
export interface ReplacedPair {
  readonly tokens: AuthTokens;
  /**
   * Fingerprint of the refresh token that came in its place (`fingerprintOf`): beside any other one it means nothing, for then a program that does not know
   * of it has refreshed.
   */
  readonly by: string;
  /** Whether the server has refused it for good: it stays beside the pair that it had replaced, which is asked for once. */
  readonly wasRefused?: boolean;
}

/** Whether there is a pair that can still come back: the server has not refused it. */
export function canComeBack(replaced: ReplacedPair | undefined): replaced is ReplacedPair {
  return replaced !== undefined && !replaced.wasRefused;
}

/** The stored form. One that is damaged counts as none: the record is worth more. */
export const replacedSchema = z
  .object({ ...storedTokensShape, by: z.string().max(100), was_refused: z.boolean().optional() })
  .optional()
  .catch(undefined);

type StoredPair = z.infer<typeof replacedSchema>;

/** The pair as it is stored. */
export function toStoredPair(pair: ReplacedPair | undefined): StoredPair {
  return pair && { ...toStoredTokens(pair.tokens), by: pair.by, was_refused: pair.wasRefused };
}

/** The field of a record that was read. */
export function fromStoredPair(stored: StoredPair): { readonly replaced?: ReplacedPair } {
  if (!stored) return {};
  const { by, was_refused: wasRefused } = stored;
  return { replaced: { tokens: fromStoredTokens(stored), by, ...(wasRefused === undefined ? {} : { wasRefused }) } };
}
