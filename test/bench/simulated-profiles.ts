// Many signed-in profiles on one simulated clock, with a server that rotates tokens at once. Used by two contestants, which start the refreshes
// in different ways. Tokens are made before the measured time, one pair per round for all profiles.
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { makePlace } from '../support/make-place';
import { createMemoryTokenStore } from '../../main/adapters/stores/memory-token-store';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { IssuedTokens } from '../../main/core/ports/auth-gateway';
import { TokenManager } from '../../main/core/storage/token-manager';
import type { FakeClock } from '../support/fakes/clock/fake-clock';
import { makeTokens } from '../support/make-jwt';
import { ScriptedAuthGateway } from '../support/fakes/auth-gateway/scripted-auth-gateway';
import { silentLogger } from '../support/fakes/logger/silent-logger';

export const PROFILE_COUNT = 1_000;

/** Numbers in [0, 1), the same in each run, random enough for jitter (Lehmer's generator). */
export function createRepeatableRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A server with very cheap answers: the last pair is issued again with the current time. */
export function createCheapGateway(clock: FakeClock): ScriptedAuthGateway {
  const gateway = new ScriptedAuthGateway(clock);
  const { accessToken, refreshToken, accountId } = makeTokens(clock.nowMs());
  gateway.otherwise = async (): Promise<IssuedTokens> => {
    const nowMs = clock.nowMs();
    const times = { issuedAtMs: nowMs, expiresAtMs: nowMs + 15 * 60_000, receivedAtMs: nowMs };
    const tokens: AuthTokens = { accessToken, refreshToken, ...times, ...(accountId ? { accountId } : {}) };
    return { tokens, host: 'api.axiom.trade', durationMs: 40 };
  };
  return gateway;
}

const crypto = createNodeCrypto();

/** Signed-in managers, whose sign-ins are spread over the lifetime of a token, like those of people. */
export async function signInMany(clock: FakeClock): Promise<readonly TokenManager[]> {
  const managers: TokenManager[] = [];
  for (let index = 0; index < PROFILE_COUNT; index++) {
    const manager = new TokenManager({
      profileId: `profile-${index}`,
      origin: 'https://axiom.trade',
      place: makePlace(createMemoryTokenStore(), `profile-${index}`),
      crypto,
      clock,
      logger: silentLogger,
      random: createRepeatableRandom(),
    });
    await manager.load();
    await manager.setTokens(makeTokens(clock.nowMs()));
    managers.push(manager);
    await clock.advance(450);
  }
  return managers;
}
