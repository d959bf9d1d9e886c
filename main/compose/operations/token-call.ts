// Hands out a token: finds the account, asks the gate, and shapes the answer for programs. The rules are in the gate.
import { AxiomTokenError } from '../../core/base/errors';
import { HELD_TOKEN } from '../../core/base/held-token';
import { formatRfc3339 } from '../../core/base/rfc3339';
import { shownName } from '../../core/intents/questions';
import type { Profile } from '../../core/profiles/profile';
import { shownState } from '../../core/profiles/profile-headline';
import { ACCESS_COOKIE } from '../../core/tokens/access-cookie';
import { shownAccount } from '../../core/tokens/shown-account';
import type { HandedOut } from '../../handout/gate';
import type { Operations } from '../../handout/operations';
import type { TokenAnswer } from '../../handout/protocol';
import { chosenProfile, idAndName } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';
import { secondsLeft, timeText } from './profile-state';
import { whenOpened } from './when-opened';

/** A token is valid for at least this long when it is handed out, unless the program asks for another duration. */
export const DEFAULT_MIN_VALID_MS = 60_000;

/** At most this many accounts are listed in an error message. */
const MOST_NAMED = 12;

export function createTokenCall(world: OperationsWorld): Pick<Operations, 'token.get'> {
  return {
    async 'token.get'(params, { consumer, via, signal, profileId }) {
      const profile =
        profileId === undefined ? chosenProfile(world, params.profile) : world.core.registry.get(profileId);
      await whenOpened(world, profile, signal);
      const asked = world.handout.gate.handOut({
        profileId: profile.id,
        account: params.account,
        consumer,
        via,
        kind: params.kinds?.includes('refresh') === true ? 'refresh' : 'access',
        minValidMs: params.minValidMs ?? DEFAULT_MIN_VALID_MS,
        mayRefresh: params.mayRefresh,
        mayAsk: params.mayAsk,
        reason: params.reason,
        waitMs: params.waitMs,
        signal,
      });
      const handedOut = await asked.catch((error: unknown) => {
        throw params.profile === undefined ? namingOthers(world, profile, error) : error;
      });
      return toTokenAnswer(world, handedOut);
    },
  };
}

/** If no account was named and the default one has no tokens, the error also lists accounts that have tokens. */
function namingOthers({ core }: OperationsWorld, { id, name }: Profile, error: unknown): unknown {
  if (!(error instanceof AxiomTokenError) || error.code !== 'NOT_AUTHENTICATED') return error;
  const others = core.registry.list().filter((each) => each.id !== id && each.manager.getRecord());
  if (others.length === 0) return error;
  const names = others.slice(0, MOST_NAMED).map(idAndName);
  return new AxiomTokenError('NOT_AUTHENTICATED', {
    message: `${error.message} No account was named, so the default account ${shownName(name)} was used.`,
    remedy: `${error.remedy} Signed in: ${names.join(', ')}; name one with --profile.`,
    cause: error,
  });
}

/** The answer `axiom-tokens.token.v1` for a token that was handed out. */
export function toTokenAnswer(world: Pick<OperationsWorld, 'core' | 'source'>, out: HandedOut): TokenAnswer {
  const { token, session, storage } = shownState(world.core.registry.get(out.profileId));
  return {
    schema: 'axiom-tokens.token.v1',
    profile: out.profileId,
    origin: out.origin,
    account: shownAccount(out.accountId) ?? null,
    access_token: out.accessToken.expose(),
    cookie_name: ACCESS_COOKIE,
    issued_at: timeText(out.issuedAtMs),
    expires_at: timeText(out.expiresAtMs),
    expires_in: secondsLeft(out.expiresAtMs, out.serverNowMs),
    refresh_after: formatRfc3339(out.refreshAfterMs) ?? formatRfc3339(out.serverNowMs) ?? '',
    generation: out.generation,
    refresh_token: out.refreshToken?.expose() ?? HELD_TOKEN,
    state: { token, session, storage },
    clock_offset_ms: Math.round(out.clockOffsetMs),
    source: world.source,
    trail_tag: out.tag,
  };
}
