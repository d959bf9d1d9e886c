// An answer with a token as broker and command line make it, by default with a life of 15 minutes, issued at the start of fake time.
import type { TokenAnswer } from '../../main/handout/protocol';
import { FAKE_START_MS } from './fakes/clock/fake-clock';

/** The access token contains its generation, so that tests can tell tokens apart. */
export function makeTokenAnswer(
  more: Partial<TokenAnswer> & { readonly issuedAtMs?: number; readonly lifetimeMs?: number } = {},
): TokenAnswer {
  const { issuedAtMs = FAKE_START_MS, lifetimeMs = 15 * 60_000, generation = 1, ...given } = more;
  return {
    schema: 'axiom-tokens.token.v1',
    profile: 'default',
    origin: 'https://axiom.trade',
    account: 'account-1',
    access_token: `access.token.${generation}`,
    cookie_name: 'auth-access-token',
    issued_at: new Date(issuedAtMs).toISOString(),
    expires_at: new Date(issuedAtMs + lifetimeMs).toISOString(),
    expires_in: Math.floor(lifetimeMs / 1000),
    refresh_after: new Date(issuedAtMs + lifetimeMs / 2).toISOString(),
    generation,
    refresh_token: 'placeholder',
    state: { token: 'good', session: 'ok', storage: 'saved' },
    clock_offset_ms: 0,
    source: 'broker',
    trail_tag: '0123abcd',
    ...given,
  };
}
