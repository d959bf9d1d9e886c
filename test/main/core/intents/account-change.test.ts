// A confirmed action applies only to the account that the question named, not to one that came while the dialog was open.
import { describe, expect, it } from 'vitest';
import { createAuthTokens, type AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { createHandlers } from '../../../../main/desktop/ipc/handlers/handlers';
import { Secret } from '../../../../main/core/base/secret';
import type { Handlers } from '../../../../preload/contract/schemas';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { TestServices } from '../../../support/make-services';

/** A pair that does not name its account. */
const nameless = (text: string): AuthTokens =>
  createAuthTokens({
    accessToken: new Secret(`access-${text}`),
    refreshToken: new Secret(`refresh-${text}`),
    receivedAtMs: FAKE_START_MS,
  });
const named = (accountId: string) => makeTokens(FAKE_START_MS, 900_000, accountId);

const CALLS: readonly (readonly [what: string, call: (handlers: Handlers) => Promise<unknown>])[] = [
  ['a sign-out', (handlers) => handlers.signOut({ profileId: 'default' })],
  ['clearing', (handlers) => handlers.clearTokens({ profileIds: ['default'] })],
  ['a move into a plain file', (handlers) => handlers.chooseStorage({ profileId: 'default', kind: 'file' })],
];

/** The result of the call when `second` is signed in over `first` while the question is open, and whether `second` is in the keychain afterwards. */
async function outcomeWhere(call: (handlers: Handlers) => Promise<unknown>, first: AuthTokens, second: AuthTokens) {
  const services = new TestServices();
  await services.registry.open();
  const { manager } = services.registry.get('default');
  await manager.setTokens(first);
  services.onQuestion = async () => {
    await manager.clear();
    await manager.setTokens(second);
  };
  const outcome = await outcomeOf(call(createHandlers(services)).then(() => undefined));
  return [outcome, services.keychain().kept?.tokens.refreshToken.equals(second.refreshToken) === true];
}

describe.each(CALLS)('%s', (_what, call) => {
  it.each([
    ['another account', named('one'), named('two')],
    ['another sign-in of accounts that are not named', nameless('one'), nameless('two')],
  ])('is refused for %s', async (_of, first, second) => {
    expect(await outcomeWhere(call, first, second)).toEqual(['WRONG_ACCOUNT', true]);
  });

  it('is done to a new sign-in of the same account', async () => {
    expect(await outcomeWhere(call, named('one'), named('one'))).toEqual([undefined, false]);
  });
});
