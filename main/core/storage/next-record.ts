// Makes the record of new tokens from the one before it. Pure; used by TokenManager.
import { toHex } from '../base/bytes';
import type { Secret } from '../base/secret';
import type { Crypto } from '../ports/crypto';
import type { AuthTokens } from '../tokens/auth-tokens';
import { takeNewer } from '../tokens/found-record';
import type { ReplacedPair } from '../tokens/replaced-pair';
import type { TokenRecord } from '../tokens/token-record';

/** What is known of new tokens beside themselves. */
export interface RecordFacts {
  readonly origin: string;
  readonly recordGeneration: number;
  readonly savedAtMs: number;
  readonly signInId: string;
  /** See {@link TokenRecord.decidedAtMs}. */
  readonly decidedAtMs: number | undefined;
  readonly email?: string | undefined;
  /** Server time minus local time, as measured on the answer. */
  readonly serverOffsetMs?: number | undefined;
  /** The pair that is kept until these tokens were refreshed once. */
  readonly replaced?: ReplacedPair | undefined;
  /** What these tokens were exchanged for; see {@link TokenRecord.spent}. */
  readonly spent?: string | undefined;
  /** For a record that has none yet. */
  readonly makeJournalKey: () => Secret | undefined;
}

const SIGN_IN_ID_BYTES = 16;

/** A smaller server offset is noise: the `Date` header counts whole seconds, and the network takes time. */
const LEAST_OFFSET_MS = 5_000;

/** The record; what the new facts do not say of e-mail, offset, journal key, spent token and unknown keys comes from `former`. */
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

/** Names a new sign-in; see {@link TokenRecord.signInId}. */
export function newSignInId(crypto: Pick<Crypto, 'randomBytes'>): string {
  return toHex(crypto.randomBytes(SIGN_IN_ID_BYTES));
}

/** Of the sign-in that is here, token by token: the generation of what a person brings along says nothing of it. */
export function newerTokens(brought: TokenRecord, present: TokenRecord): AuthTokens {
  const { recordGeneration, tokens } = present;
  return takeNewer({ ...brought, recordGeneration }, present)?.tokens ?? tokens;
}
