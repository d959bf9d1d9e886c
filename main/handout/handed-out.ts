// Makes the result of a hand-out from a record: the tokens and the facts about them. Called only by TokenGate.
import type { Profile } from '../core/profiles/profile';
import type { TokenRecord } from '../core/tokens/token-record';
import type { HandedOut } from './gate';
import type { TokenKind } from './trail-entry';

/** The result. It has the refresh token only for the kind `refresh`. */
export function toHandedOut(
  { id, manager, refresher }: Profile,
  record: TokenRecord,
  kind: TokenKind,
  tag: string,
): HandedOut {
  const { tokens, origin, recordGeneration } = record;
  const { accessToken, refreshToken, accountId, issuedAtMs, expiresAtMs } = tokens;
  const serverNowMs = manager.serverNowMs();
  const clockOffsetMs = manager.serverOffsetMs;
  const nextRefreshAtMs = refresher.nextRefreshAtMs;
  return {
    profileId: id,
    origin,
    accessToken,
    ...(kind === 'refresh' ? { refreshToken } : {}),
    accountId,
    issuedAtMs,
    expiresAtMs,
    refreshAfterMs: nextRefreshAtMs === undefined ? serverNowMs : nextRefreshAtMs + clockOffsetMs,
    generation: recordGeneration,
    serverNowMs,
    clockOffsetMs,
    tag,
  };
}
