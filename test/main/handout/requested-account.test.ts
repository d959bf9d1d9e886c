import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret';
import type { AuthTokens } from '../../../main/core/tokens/auth-tokens';
import { RequestedAccount, refuseOtherThan } from '../../../main/handout/requested-account';
import type { HandoutRequest } from '../../../main/handout/gate';
import { settle } from '../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../support/make-jwt';
import { BOT } from '../../support/make-handout';
import { TestServices } from '../../support/make-services';

const BY = { consumer: BOT, via: 'window' } as const;
const WRONG = {
  code: 'WRONG_ACCOUNT',
  message:
    'main is now signed in to another account at Axiom than when this program asked, so the program gets no more tokens.',
};

async function asking(more: Partial<HandoutRequest> = {}) {
  const services = await new TestServices().signedIn();
  const { handout, registry } = services;
  await registry.addNamed('second');
  await handout.consents.setPolicy('default', 'ask', BY);
  const request = { profileId: 'default', consumer: BOT, via: 'socket', kind: 'access', minValidMs: 0 } as const;
  const answer = handout.gate.handOut({ ...request, ...more }).then(
    () => 'token',
    (error: unknown) => error,
  );
  await settle();
  const signOut = () => registry.get('default').manager.clear();
  const signIn = (accountId: string) =>
    registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs(), undefined, accountId));
  const refused = async () => (await handout.trail.query({ event: 'refused' })).map(({ code }) => code);
  return { services, handout, registry, answer, signOut, signIn, refused, request };
}

describe('a request that waits for a person', () => {
  it('ends when somebody else signs in to its account: its question closes, and an answer comes too late', async () => {
    const { handout, answer, signOut, signIn, refused } = await asking({ waitMs: 600_000 });
    await signOut();
    await signIn('carl');
    handout.asked[0]?.answer({ decision: 'allow', scope: 'always' });
    expect(await answer).toMatchObject(WRONG);
    expect([handout.asked[0]?.signal.aborted, handout.consents.list(), await refused()]).toEqual([
      true,
      [],
      ['WRONG_ACCOUNT'],
    ]);
  });

  it('ends when its account is signed out and it does not wait for a sign-in', async () => {
    const { handout, answer, signOut, refused } = await asking();
    await signOut();
    expect(await answer).toMatchObject({ code: 'NOT_AUTHENTICATED' });
    expect([handout.asked[0]?.signal.aborted, await refused()]).toEqual([true, ['NOT_AUTHENTICATED']]);
  });

  it('ends when its account is removed, also if another one gets its id; the trail says so', async () => {
    const { answer, registry, signOut, refused } = await asking();
    await signOut();
    await registry.remove('default');
    expect(await answer).toMatchObject({ code: 'NOT_AUTHENTICATED' });
    expect(await refused()).toHaveLength(1);
  });

  it('ends when its account is removed while it waits for a sign-in, with the name of the account', async () => {
    const { handout, registry, signOut, request } = await asking();
    await handout.consents.setPolicy('default', 'notify', BY);
    await signOut();
    const waiting = handout.gate.handOut({ ...request, waitMs: 600_000 }).catch((error: unknown) => error);
    await settle();
    await registry.remove('default');
    expect(await waiting).toMatchObject({
      code: 'TOKEN_NOT_FOUND',
      message: 'The account main was removed from the list.',
    });
  });

  it('goes on after a new sign-in of the same account', async () => {
    const { handout, answer, signOut, signIn, registry } = await asking({ waitMs: 600_000 });
    const { accountId = '' } = registry.get('default').manager.getTokens() ?? {};
    await signOut();
    await signIn(accountId);
    await settle();
    handout.asked.at(-1)?.answer({ decision: 'allow', scope: 'once' });
    expect(await answer).toBe('token');
  });

  it('while signed out, is for the account that signs in first', async () => {
    const { services, handout, signOut, signIn, request } = await asking();
    await signOut();
    handout.answer = { decision: 'allow', scope: 'once' };
    const waiting = services.handout.gate.handOut({ ...request, waitMs: 600_000 });
    await settle();
    await signIn('carl');
    expect(await waiting).toMatchObject({ accountId: 'carl' });
  });
});

it('a request for tokens of one account at Axiom never gets those of another', async () => {
  const { services, handout, registry, request } = await asking();
  await handout.consents.setPolicy('default', 'notify', BY);
  const { accountId = '' } = registry.get('default').manager.getTokens() ?? {};
  const { gate } = services.handout;
  expect(await gate.handOut({ ...request, account: accountId })).toHaveProperty('accessToken');
  await expect(gate.handOut({ ...request, account: 'carl' })).rejects.toMatchObject(WRONG);
});

describe('who is meant', () => {
  const pair = { accessToken: new Secret('a'), refreshToken: new Secret('b'), receivedAtMs: 0 };

  it.each<[string, Pick<AuthTokens, 'accountId' | 'authenticatedUserId' | 'subject'>, boolean]>([
    ['its id', { accountId: 'anna' }, true],
    ['its user id', { accountId: 'x', authenticatedUserId: 'anna' }, true],
    ['its subject', { accountId: 'x', subject: 'anna' }, true],
    ['another', { accountId: 'bert', authenticatedUserId: 'bert', subject: 'bert' }, false],
    ['none', {}, false],
  ])('is told by what the tokens name: %s', (_what, more, isMeant) => {
    const check = () => refuseOtherThan('anna', 'main', { ...pair, ...more });
    if (isMeant) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining(WRONG));
  });

  it('is not an account of the same id that was made later', async () => {
    const first = await new TestServices().signedIn();
    const second = await new TestServices().signedIn();
    const meant = new RequestedAccount(first.registry.get('default'));
    expect(() => meant.refuseOthers(second.registry.get('default'))).toThrow(
      expect.objectContaining({
        code: 'TOKEN_NOT_FOUND',
        message: 'The account main was removed, so there are no more tokens of it.',
      }),
    );
    expect(() => meant.refuseOthers(first.registry.get('default'))).not.toThrow();
  });
});
