// Makes a complete record with new, invalid tokens.
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { makeTokens } from './make-jwt';

/** A record of generation `recordGeneration` as a sign-in at `nowMs` would make it. */
export function makeRecord(
  recordGeneration = 1,
  nowMs = FAKE_START_MS,
  overrides: Partial<TokenRecord> = {},
): TokenRecord {
  return {
    tokens: makeTokens(nowMs),
    origin: 'https://axiom.trade',
    recordGeneration,
    savedAtMs: nowMs,
    email: 'jörg@example.com',
    serverOffsetMs: -250,
    ...overrides,
  };
}

/** The record with its secrets as texts, because `toEqual` finds any two Secrets equal. */
export function exposed(record: TokenRecord | undefined): unknown {
  if (!record) return undefined;
  const { accessToken, refreshToken, ...known } = record.tokens;
  return { ...record, tokens: { ...known, accessToken: accessToken.expose(), refreshToken: refreshToken.expose() } };
}
