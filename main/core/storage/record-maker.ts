// Makes each new record of one profile: gives it the next generation and a date, and keeps the pair that a sign-in replaces. Used by TokenManager.
import type { Secret } from '../base/secret';
import type { Crypto } from '../ports/crypto';
import { type AuthTokens, keepNames } from '../tokens/auth-tokens';
import type { ReplacedPair } from '../tokens/replaced-pair';
import { fingerprintOf } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { newSignInId, nextRecord, type RecordFacts } from './next-record';
import type { PersonRequest } from './person-requests';
import type { Place } from './place';
import { isRefused } from './refusals';
import { pairToKeep, refusedPair, replacedOf } from './replaced-tokens';

/** Optional facts about new tokens. */
export interface TokenContext {
  readonly email?: string | undefined;
  /** The clock skew (server minus local), as measured on the answer. */
  readonly serverOffsetMs?: number | undefined;
  /** The refresh token that was exchanged for these tokens. */
  readonly exchanged?: Secret | undefined;
  /** The generation of a restored record; the next generation is above it. */
  readonly restoredGeneration?: number | undefined;
  /** The user's request that led to these tokens; absent: it is made just now. */
  readonly request?: PersonRequest | undefined;
}

/** The present state of the profile. */
export interface Present {
  readonly record: TokenRecord | undefined;
  readonly place: Place;
  /** See {@link ProfileStorage.decisionMs}. */
  readonly decisionMs: number;
  /** See {@link ProfileStorage.isDecisionComparable}. */
  readonly isDecisionComparable: boolean;
}

export class RecordMaker {
  readonly #origin: string;
  readonly #crypto: Pick<Crypto, 'sha256' | 'randomBytes'>;
  readonly #present: () => Present;
  /** Throws for a pair that is spent, or that another profile has. */
  readonly refuse: (tokens: AuthTokens) => void;
  /** The highest generation seen. A sign-in after a clear continues above it, so that no former record counts as newer. */
  #highestGeneration = 0;
  /** The refresh token that the server has refused for good (revoked). */
  #refused: Secret | undefined;

  constructor(
    parts: { origin: string; crypto: Pick<Crypto, 'sha256' | 'randomBytes'> },
    present: () => Present,
    refuse: (tokens: AuthTokens) => void,
  ) {
    this.#origin = parts.origin;
    this.#crypto = parts.crypto;
    this.#present = present;
    this.refuse = refuse;
  }

  /** The replaced pair, see {@link replacedOf}; `undefined` also when it must not be used any more. */
  get replaced(): ReplacedPair | undefined {
    const replaced = replacedOf(this.#present().record, this.#sha256);
    return replaced && !isRefused(this.refuse, replaced.tokens) ? replaced : undefined;
  }

  /** Notes a record that was seen: new records get a higher generation. */
  noteRecord(record: TokenRecord | undefined): void {
    this.#highestGeneration = Math.max(this.#highestGeneration, record?.recordGeneration ?? 0);
  }

  /** Notes that the present refresh token was refused for good: it is not kept when a sign-in replaces it. */
  noteRefused(): void {
    this.#refused = this.#present().record?.tokens.refreshToken;
  }

  /** The record of a new sign-in, which keeps the pair in use as its replaced pair. */
  signIn(tokens: AuthTokens, context: TokenContext, serverNowMs: number): TokenRecord {
    const { record } = this.#present();
    const [refused, sha256] = [this.#refused, this.#sha256];
    const replaced = pairToKeep(tokens, { record, refused, serverNowMs, sha256 });
    return this.#make(tokens, context, {
      signInId: newSignInId(this.#crypto),
      decidedAtMs: this.#signInMs(),
      replaced,
    });
  }

  /**
   * The record that puts {@link replaced} back in use, as a new sign-in that keeps the refused pair unless that is spent; `undefined` when no pair is kept. The
   * time of the user's decision stays that of the refused sign-in.
   */
  takeBack(): TokenRecord | undefined {
    const { tokens: refused, decidedAtMs } = this.#present().record ?? {};
    const back = this.replaced?.tokens;
    if (!back || !refused) return undefined;
    const beside = isRefused(this.refuse, refused) ? undefined : refusedPair(refused, back, this.#sha256);
    return this.#make(back, {}, { signInId: newSignInId(this.#crypto), decidedAtMs, replaced: beside });
  }

  /** The record of the same sign-in with new tokens, from a refresh or because the user brought them again. After a refresh the replaced pair is dropped. */
  continued(tokens: AuthTokens, context: TokenContext, isRefreshed: boolean): TokenRecord {
    const { record, decisionMs, isDecisionComparable } = this.#present();
    const signInId = record?.signInId ?? newSignInId(this.#crypto);
    const decidedAtMs = isRefreshed || !isDecisionComparable ? record?.decidedAtMs : decisionMs;
    const replaced = isRefreshed ? undefined : record?.replaced;
    return this.#make(tokens, context, { signInId, decidedAtMs, replaced });
  }

  /** The record after the server exchanged `sent` for `tokens`, whether `sent` is in use or is the replaced pair; `undefined` when it is neither. */
  successor(sent: AuthTokens, tokens: AuthTokens, context: TokenContext): TokenRecord | undefined {
    const { record } = this.#present();
    const own = keepNames(tokens, sent);
    if (record?.tokens.refreshToken.equals(sent.refreshToken)) return this.continued(own, context, true);
    const replaced = replacedOf(record, this.#sha256);
    if (!record || !replaced?.tokens.refreshToken.equals(sent.refreshToken)) return undefined;
    const { exchanged } = context;
    const { signInId = newSignInId(this.#crypto), decidedAtMs } = record;
    return this.#make(record.tokens, { exchanged }, { signInId, decidedAtMs, replaced: { ...replaced, tokens: own } });
  }

  /** The time of a new sign-in: always after that of the sign-in that it replaces. */
  #signInMs(): number | undefined {
    const { decisionMs, record, isDecisionComparable } = this.#present();
    return isDecisionComparable ? Math.max(decisionMs, (record?.decidedAtMs ?? -Infinity) + 1) : undefined;
  }

  #make(
    tokens: AuthTokens,
    context: TokenContext,
    facts: Pick<RecordFacts, 'signInId' | 'decidedAtMs' | 'replaced'>,
  ): TokenRecord {
    const { record, place, decisionMs } = this.#present();
    const { exchanged } = context;
    const isSpent = exchanged !== undefined && !exchanged.equals(tokens.refreshToken);
    return nextRecord(record, tokens, {
      ...context,
      origin: this.#origin,
      recordGeneration: Math.max(this.#highestGeneration, context.restoredGeneration ?? 0) + 1,
      savedAtMs: decisionMs,
      ...facts,
      spent: isSpent ? fingerprintOf(exchanged, this.#sha256) : undefined,
      makeJournalKey: () => place.journal?.makeKey(),
    });
  }

  readonly #sha256 = (data: Uint8Array): Uint8Array => this.#crypto.sha256(data);
}
