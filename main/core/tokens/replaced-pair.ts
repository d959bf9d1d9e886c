// The pair that a sign-in, import or restore has replaced. It is kept in the record of the new pair until that was refreshed once, so that nothing is lost if
// the server refuses the new pair. Pure.
import * as z from 'zod';
import type { AuthTokens } from './auth-tokens';
import { fromStoredTokens, storedTokensShape, toStoredTokens } from './stored-tokens';

/** A pair that was replaced. */
export interface ReplacedPair {
  readonly tokens: AuthTokens;
  /**
   * Fingerprint of the refresh token that replaced it (`fingerprintOf`). If the record has another refresh token, this field is outdated: a program that does
   * not know it has refreshed.
   */
  readonly by: string;
  /** Whether the server has refused it for good. It is then kept beside the pair that it had replaced, which is back in use and is sent only once. */
  readonly wasRefused?: boolean;
}

/** Whether there is a replaced pair that can be used again: the server has not refused it. */
export function canComeBack(replaced: ReplacedPair | undefined): replaced is ReplacedPair {
  return replaced !== undefined && !replaced.wasRefused;
}

/** The stored form. A damaged one counts as absent, so that the record stays readable. */
export const replacedSchema = z
  .object({ ...storedTokensShape, by: z.string().max(100), was_refused: z.boolean().optional() })
  .optional()
  .catch(undefined);

type StoredPair = z.infer<typeof replacedSchema>;

/** The pair as it is stored. */
export function toStoredPair(pair: ReplacedPair | undefined): StoredPair {
  return pair && { ...toStoredTokens(pair.tokens), by: pair.by, was_refused: pair.wasRefused };
}

/** The record's field from its stored form. */
export function fromStoredPair(stored: StoredPair): { readonly replaced?: ReplacedPair } {
  if (!stored) return {};
  const { by, was_refused: wasRefused } = stored;
  return { replaced: { tokens: fromStoredTokens(stored), by, ...(wasRefused === undefined ? {} : { wasRefused }) } };
}
