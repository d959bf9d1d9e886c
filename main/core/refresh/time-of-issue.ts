// Corrects the clock skew of an answer by the tokens in it, which were issued between request and answer. The `Date` header can come from a different clock
// than the one that issues tokens, or be missing. Used by ProfileRefresher.
import type { AuthGateway, IssuedTokens } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { TokenManager } from '../storage/token-manager';
import { elapsedMs, momentNow } from '../time/elapsed-time';
import { knownOffsetMs, likelierOffsetMs, offsetAtIssueMs } from '../tokens/expiry-policy';

/** The gateway, but clock skew and time of arrival of new tokens are corrected by {@link likelierOffsetMs} and {@link offsetAtIssueMs}. `manager` has the former tokens. */
export function withTimeOfIssue(
  gateway: AuthGateway,
  clock: Clock,
  manager: Pick<TokenManager, 'getRecord'>,
): AuthGateway {
  const timed = async (ask: () => Promise<IssuedTokens>): Promise<IssuedTokens> => {
    const begun = momentNow(clock);
    const former = manager.getRecord();
    const issued = await ask();
    const [nowMs, tookMs] = [clock.nowMs(), elapsedMs(clock, begun)];
    const knownMs = former ? knownOffsetMs(former.tokens, former.serverOffsetMs ?? 0, nowMs) : 0;
    const { serverOffsetMs = knownMs, unconfirmedOffsetMs } = issued;
    const likelyMs = likelierOffsetMs(issued.tokens, nowMs, serverOffsetMs, unconfirmedOffsetMs);
    const arrival = { nowMs, tookMs, offsetMs: likelyMs, knownMs, former: former?.tokens };
    const offsetMs = offsetAtIssueMs(issued.tokens, arrival);
    // An answer without a date counts as received at the local time, with the clock skew that was known before.
    const isUnchanged = offsetMs === (issued.serverOffsetMs ?? 0);
    if (isUnchanged && (issued.serverOffsetMs !== undefined || former?.serverOffsetMs === undefined)) return issued;
    return { ...issued, tokens: { ...issued.tokens, receivedAtMs: nowMs + offsetMs }, serverOffsetMs: offsetMs };
  };
  return {
    origin: gateway.origin,
    startPasswordSignIn: (...request) => gateway.startPasswordSignIn(...request),
    completePasswordSignIn: (...request) => timed(() => gateway.completePasswordSignIn(...request)),
    refresh: (current) => timed(() => gateway.refresh(current)),
  };
}
