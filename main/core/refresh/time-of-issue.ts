// Corrects the server's time that an answer tells by the tokens in it, which were issued while it was waited for. A `Date` header can come from another
// clock than the one that counts, or be missing. Used by ProfileRefresher.
import type { AuthGateway, IssuedTokens } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { TokenManager } from '../storage/token-manager';
import { elapsedMs, momentNow } from '../time/elapsed-time';
import { knownOffsetMs, likelierOffsetMs, offsetAtIssueMs } from '../tokens/expiry-policy';

/** The gateway, but the offset and the arrival of new tokens are what {@link likelierOffsetMs} and {@link offsetAtIssueMs} tell. `manager` has the tokens before them. */
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
    const saidMs = likelierOffsetMs(issued.tokens, nowMs, serverOffsetMs, unconfirmedOffsetMs);
    const arrival = { nowMs, tookMs, offsetMs: saidMs, knownMs, former: former?.tokens };
    const offsetMs = offsetAtIssueMs(issued.tokens, arrival);
    // Without a date the answer counts as come at the local time, and its offset as the one that was noted before.
    const isAsTold = offsetMs === (issued.serverOffsetMs ?? 0);
    if (isAsTold && (issued.serverOffsetMs !== undefined || former?.serverOffsetMs === undefined)) return issued;
    return { ...issued, tokens: { ...issued.tokens, receivedAtMs: nowMs + offsetMs }, serverOffsetMs: offsetMs };
  };
  return {
    origin: gateway.origin,
    startPasswordSignIn: (...request) => gateway.startPasswordSignIn(...request),
    completePasswordSignIn: (...request) => timed(() => gateway.completePasswordSignIn(...request)),
    refresh: (current) => timed(() => gateway.refresh(current)),
  };
}
