// Makes the record of new tokens from the former record. Pure; used by RecordMaker.
import { toHex } from '../base/bytes';
import type { Secret } from '../base/secret';
import type { Crypto } from '../ports/crypto';
import type { AuthTokens } from '../tokens/auth-tokens';
import { takeNewer } from '../tokens/found-record';
import type { ReplacedPair } from '../tokens/replaced-pair';
import type { TokenRecord } from '../tokens/token-record';

/** The facts about new tokens. */
export interface RecordFacts {
  readonly origin: string;
  readonly recordGeneration: number;
  readonly savedAtMs: number;
  readonly signInId: string;
  /** See {@link TokenRecord.decidedAtMs}. */
  readonly decidedAtMs: number | undefined;
  readonly email?: string | undefined;
  /** The clock skew (server minus local), as measured on the answer. */
  readonly serverOffsetMs?: number | undefined;
  /** The pair that is kept until these tokens were refreshed once. */
  readonly replaced?: ReplacedPair | undefined;
  /** The fingerprint of the refresh token that was exchanged for these tokens; see {@link TokenRecord.spent}. */
  readonly spent?: string | undefined;
  /** Makes the journal key of a record that has none yet. */
  readonly makeJournalKey: () => Secret | undefined;
}

const SIGN_IN_ID_BYTES = 16;

/** A smaller clock skew is noise: the `Date` header counts whole seconds, and the network takes time. */
const LEAST_OFFSET_MS = 5_000;

/** The new record. E-mail, clock skew, journal key, spent token and unknown keys come from `former` if the facts do not have them. */
export function nextRecord(former: TokenRecord | undefined, tokens: AuthTokens, facts: RecordFacts): TokenRecord {
  const { origin, recordGeneration, savedAtMs, signInId, decidedAtMs, makeJournalKey } = facts;
  const email = facts.email ?? former?.email;
  const measured = facts.serverOffsetMs ?? former?.serverOffsetMs ?? 0;
  const journalKey = former?.journalKey ?? makeJournalKey();
  const spent = facts.spent ?? former?.spent;
  const unknownKeys = former?.unknownKeys;
  const offset = Math.abs(measured) < LEAST_OFFSET_MS ? 0 : measured;
  return {
    tokens,
    origin,
    recordGeneration,
    savedAtMs,
    signInId,
    ...(decidedAtMs === undefined ? {} : { decidedAtMs }),
    ...(email === undefined ? {} : { email }),
    ...(offset === 0 ? {} : { serverOffsetMs: offset }),
    ...(journalKey === undefined ? {} : { journalKey }),
    ...(facts.replaced === undefined ? {} : { replaced: facts.replaced }),
    ...(spent === undefined ? {} : { spent }),
    ...(unknownKeys === undefined ? {} : { unknownKeys }),
  };
}

/** A random id for a new sign-in; see {@link TokenRecord.signInId}. */
export function newSignInId(crypto: Pick<Crypto, 'randomBytes'>): string {
  return toHex(crypto.randomBytes(SIGN_IN_ID_BYTES));
}

/** The newer of each token of two records of one sign-in. The generation of `brought`, which the user supplied, is ignored. */
export function newerTokens(brought: TokenRecord, present: TokenRecord): AuthTokens {
  const { recordGeneration, tokens } = present;
  return takeNewer({ ...brought, recordGeneration }, present)?.tokens ?? tokens;
}
