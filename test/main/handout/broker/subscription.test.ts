// One subscription: the first pair, each new one once, states in between, and its end. Nothing is handed out while the reader is not ready.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import { Subscription } from '../../../../main/handout/broker/subscription';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { BOT, ScriptedWorld } from '../../../support/handout/scripted-broker';

function subscribe(world = new ScriptedWorld(), params = {}) {
  const told: string[] = [];
  const reader = { isBehind: false };
  let overs = 0;
  const parts = world.parts(new FakeClock(), new RecordingLogger());
  const subscription = new Subscription({
    ...parts,
    id: 1,
    params,
    consumer: BOT,
    context: (signal) => ({ consumer: BOT, via: 'socket', signal, reportLogin: () => undefined }),
    isBehind: () => reader.isBehind,
    send: (name, what) => told.push(described(name, what)),
    onOver: () => overs++,
  });
  parts.accounts.onChange(() => subscription.accountsChanged());
  parts.gate.onRuleChange(() => subscription.rulesChanged());
  const begin = async (): Promise<void> => (await subscription.begin())();
  return { world, subscription, told, reader, begin, overCount: () => overs };
}

/** `token 2`, `state good (NETWORK)`, `ended DENIED`. */
function described(name: string, what: object): string {
  const { token, state, error } = what as {
    token?: { generation: number };
    state?: { session: string } | null;
    error?: { code: string } | null;
  };
  return [name, token?.generation, state?.session, error?.code].filter((part) => part !== undefined).join(' ');
}

describe('pairs', () => {
  it('the first at once, then each new one', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.newPair(2);
    await settle();
    world.changeAccounts();
    await settle();
    expect([told, world.handedOutCount]).toEqual([['token 1', 'token 2'], 2]);
  });

  it('the first may be refreshed for it, the next are there already; both as the subscriber requests', async () => {
    const { world, begin } = subscribe(undefined, { profile: 'main', minValidMs: 5, reason: 'r' });
    await begin();
    world.newPair(2);
    await settle();
    const asked = world.calls.filter(({ name }) => name === 'token.get').map(({ params }) => params);
    const wish = { profile: 'main', minValidMs: 5, reason: 'r' };
    expect(asked).toEqual([wish, { ...wish, mayRefresh: false }]);
  });

  it('if several come while one is being handed out, the newest is sent next', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.newPair(2);
    world.newPair(3);
    world.newPair(4);
    await settle();
    expect(told).toEqual(['token 1', 'token 2', 'token 4']);
  });

  it('a reader that is behind gets only the newest pair; pairs that it did not get are not in the trail', async () => {
    const { world, told, begin, reader, subscription } = subscribe();
    await begin();
    reader.isBehind = true;
    for (const generation of [2, 3, 4]) world.newPair(generation);
    await settle();
    expect([told, world.handedOutCount]).toEqual([['token 1'], 1]);
    reader.isBehind = false;
    subscription.caughtUp();
    subscription.caughtUp();
    await settle();
    expect([told, world.handedOutCount]).toEqual([['token 1', 'token 4'], 2]);
  });
});

describe('what is reported between them', () => {
  it('a state that has changed, once', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.account = { generation: 1, state: { token: 'good', session: 'offline', storage: 'saved' } };
    world.changeAccounts();
    world.changeAccounts();
    expect(told).toEqual(['token 1', 'state offline']);
  });

  it.each<ErrorCode>(['NETWORK', 'UNAUTHORIZED', 'STORAGE_LOCKED', 'NOT_AUTHENTICATED'])(
    '%s of the first token, and the token when there is one',
    async (code) => {
      const { world, told, begin } = subscribe();
      world.failure = new AxiomTokenError(code);
      world.account = { generation: undefined, state: { token: 'none', session: 'signed-out', storage: 'saved' } };
      await begin();
      expect(told).toEqual([`state signed-out ${code}`]);
      world.failure = undefined;
      world.newPair(1);
      await settle();
      expect(told.slice(1)).toEqual(['token 1']);
    },
  );

  it('a first token that could not be handed out is not tried again automatically', async () => {
    const { world, told, begin } = subscribe();
    world.failure = new AxiomTokenError('TOKEN_EXPIRED');
    await begin();
    world.changeAccounts();
    await settle();
    expect([told, world.handedOutCount]).toEqual([['state ok TOKEN_EXPIRED'], 1]);
  });

  it('a pair that could not be handed out is not tried again automatically', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.failure = new AxiomTokenError('TOKEN_EXPIRED');
    world.newPair(2);
    await settle();
    world.changeAccounts();
    await settle();
    expect([told, world.handedOutCount]).toEqual([['token 1', 'state ok TOKEN_EXPIRED'], 2]);
  });
});

describe('a pause', () => {
  it('is reported once, sends no new pairs, and ends with the pair that is current then', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.refusal = new AxiomTokenError('PAUSED');
    world.changeRules();
    world.changeRules();
    world.newPair(2);
    await settle();
    expect(told).toEqual(['token 1', 'paused PAUSED']);
    world.refusal = undefined;
    world.changeRules();
    await settle();
    expect(told.slice(2)).toEqual(['token 2']);
  });

  it('that is in effect already lets a subscription begin, without a token', async () => {
    const { world, told, begin } = subscribe();
    world.failure = new AxiomTokenError('PAUSED');
    await begin();
    expect(told).toEqual(['paused PAUSED']);
    world.failure = undefined;
    world.changeRules();
    await settle();
    expect(told.slice(1)).toEqual(['token 1']);
  });
});

describe('the end during a pause', () => {
  it.each<[string, (world: ScriptedWorld) => void, string]>([
    ['a block', (world) => (world.refusal = new AxiomTokenError('DENIED')), 'DENIED'],
    ['a consent that is forgotten', (world) => (world.decision = { kind: 'ask' }), 'DENIED'],
    ['an account that is removed', (world) => (world.account = undefined), 'TOKEN_NOT_FOUND'],
  ])('comes at once with %s', async (_what, happen, code) => {
    const { world, told, begin, overCount } = subscribe();
    await begin();
    world.refusal = new AxiomTokenError('PAUSED');
    world.changeRules();
    happen(world);
    world.changeRules();
    world.changeAccounts();
    expect([told, overCount()]).toEqual([['token 1', 'paused PAUSED', `ended ${code}`], 1]);
  });

  it('does not come with a change to "ask": the person is asked after the pause', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.refusal = new AxiomTokenError('PAUSED');
    world.changeRules();
    world.decision = { kind: 'ask', isOnlyNotified: true };
    world.changeRules();
    await settle();
    expect([told, world.handedOutCount]).toEqual([['token 1', 'paused PAUSED'], 1]);
    world.refusal = undefined;
    world.failure = new AxiomTokenError('DENIED');
    world.changeRules();
    await settle();
    expect(told.slice(2)).toEqual(['ended DENIED']);
  });
});

describe('the end', () => {
  it.each<ErrorCode>(['DENIED', 'NOT_ANSWERED'])(
    'never begins where the first token is refused with %s',
    async (code) => {
      const { world, begin, told } = subscribe();
      world.failure = new AxiomTokenError(code);
      await expect(begin()).rejects.toMatchObject({ code });
      expect(told).toEqual([]);
    },
  );

  it('never begins for an account that is not there', async () => {
    await expect(subscribe(undefined, { profile: 'other' }).begin()).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
  });

  it('a program that is blocked', async () => {
    const { world, told, begin, overCount } = subscribe();
    await begin();
    world.refusal = new AxiomTokenError('DENIED');
    world.changeRules();
    world.newPair(2);
    await settle();
    expect([told, overCount(), world.handedOutCount]).toEqual([['token 1', 'ended DENIED'], 1, 1]);
  });

  it('a consent that is forgotten', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.decision = { kind: 'notify', rule: 'first use' };
    world.changeRules();
    expect(told).toEqual(['token 1', 'ended DENIED']);
  });

  it('does not come with a change to "ask": the person is asked at once, and the answer decides', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.decision = { kind: 'ask', isOnlyNotified: true };
    world.changeRules();
    world.changeRules();
    await settle();
    // Asked about once, in spite of two changes; the token that it has is not sent again.
    expect([told, world.handedOutCount]).toEqual([['token 1'], 2]);
    world.decision = { kind: 'allow', rule: 'scripted' };
    world.newPair(2);
    await settle();
    world.decision = { kind: 'ask', isOnlyNotified: true };
    world.failure = new AxiomTokenError('NOT_ANSWERED');
    world.changeRules();
    await settle();
    expect(told.slice(1)).toEqual(['token 2', 'ended NOT_ANSWERED']);
  });

  it('does not come if there was no decision to forget', async () => {
    const { world, told, begin } = subscribe();
    world.decision = { kind: 'ask' };
    await begin();
    world.changeRules();
    expect(told).toEqual(['token 1']);
  });

  it('an account that is removed', async () => {
    const { world, told, begin } = subscribe();
    await begin();
    world.account = undefined;
    world.changeAccounts();
    expect(told).toEqual(['token 1', 'ended TOKEN_NOT_FOUND']);
  });

  it.each<[string, (world: ScriptedWorld) => void]>([
    ['with its next pair', (world) => world.newPair(2)],
    ['also where that counts as the pair which it has', (world) => world.changeAccounts()],
  ])('comes when someone else is signed in, %s: it asks for tokens of its account alone', async (_what, happen) => {
    const { world, told, begin } = subscribe();
    world.tokenAccount = 'anna';
    await begin();
    if (world.account) world.account = { ...world.account, account: 'carl' };
    world.failure = new AxiomTokenError('WRONG_ACCOUNT');
    happen(world);
    await settle();
    expect(told).toEqual(['token 1', 'ended WRONG_ACCOUNT']);
    expect(world.calls.at(-1)).toMatchObject({ params: { account: 'anna' }, context: { profileId: 'main' } });
  });

  it('also for a reader that is behind', async () => {
    const { world, told, begin, reader } = subscribe();
    await begin();
    reader.isBehind = true;
    world.refusal = new AxiomTokenError('DENIED');
    world.changeRules();
    expect(told).toEqual(['token 1', 'ended DENIED']);
  });

  it('comes by the subscriber: work for it is cancelled, and nothing more is sent', async () => {
    const { world, told, begin, subscription } = subscribe();
    await begin();
    world.newPair(2);
    subscription.end();
    world.newPair(3);
    world.changeRules();
    await settle();
    expect([told, world.calls.at(-1)?.context.signal.aborted]).toEqual([['token 1'], true]);
  });
});
