import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import type { ConsentAnswer } from '../../../main/handout/consent';
import { type Consumer, PERSON } from '../../../main/handout/consumer';
import type { HandedOut, HandoutRequest } from '../../../main/handout/gate';
import { outcomeOf } from '../../support/core-graph';
import { settle } from '../../support/fakes/clock/fake-clock';
import { BOT } from '../../support/make-handout';
import { TestServices } from '../../support/make-services';

const BY = { consumer: PERSON, via: 'window' } as const;
const ALLOW_ALWAYS: ConsentAnswer = { decision: 'allow', scope: 'always' };
const ONCE: ConsentAnswer = { decision: 'allow', scope: 'once' };

async function setUp() {
  const services = await new TestServices().signedIn();
  const { handout } = services;
  const { gate } = handout;
  const request = (more: Partial<HandoutRequest> = {}): HandoutRequest => ({
    profileId: 'default',
    consumer: BOT,
    via: 'socket',
    kind: 'access',
    minValidMs: 10_000,
    ...more,
  });
  const handOut = (more: Partial<HandoutRequest> = {}): Promise<HandedOut> => gate.handOut(request(more));
  const askFirst = () => handout.consents.setPolicy('default', 'ask', BY);
  const trail = async () =>
    (await handout.trail.query({}))
      .filter(({ event }) => event !== 'policy')
      .map(({ event, rule, code, via }) => [event, rule ?? code, via].join(' '));
  const tokens = () => services.registry.get('default').manager.getTokens();
  return { services, handout, gate, request, handOut, askFirst, trail, tokens };
}

type World = Awaited<ReturnType<typeof setUp>>;

describe('a token leaves', () => {
  it('with what is known of it, and a line in the trail', async () => {
    const { services, handOut, trail, tokens, handout } = await setUp();
    await services.clock.advance(0.4);
    const out = await handOut({ reason: 'for the morning' });
    expect(out).toMatchObject({ profileId: 'default', origin: services.origin, generation: 1, clockOffsetMs: 0 });
    expect(out.accessToken.expose()).toBe(tokens()?.accessToken.expose());
    expect([out.refreshToken, out.expiresAtMs]).toEqual([undefined, tokens()?.expiresAtMs]);
    expect(out.refreshAfterMs).toBeGreaterThan(services.clock.nowMs());
    expect(await trail()).toEqual(['handed-out first use, told socket']);
    expect((await handout.trail.query({}))[0]).toMatchObject({
      tag: out.tag,
      validForMs: expect.toSatisfy(Number.isInteger) as number,
      kind: 'access',
      reason: 'for the morning',
    });
  });

  it('to a person who presses, without consent, also the refresh token', async () => {
    const { handOut, trail, tokens, askFirst } = await setUp();
    await askFirst();
    const out = await handOut({ consumer: PERSON, via: 'export', kind: 'refresh' });
    expect(out.refreshToken?.expose()).toBe(tokens()?.refreshToken.expose());
    expect(await trail()).toEqual(['handed-out pressed by a person export']);
  });

  it('refreshed first, where it is not valid for long enough', async () => {
    const { services, handOut } = await setUp();
    await services.advanceUntilExpired();
    const asked = services.gateway.asked.length;
    const { expiresAtMs = 0 } = await handOut();
    expect(expiresAtMs - services.clock.nowMs()).toBeGreaterThan(60_000);
    expect(services.gateway.asked.length).toBeGreaterThanOrEqual(asked);
  });

  it('never refreshed, if the caller requests that', async () => {
    const { services, handOut, trail } = await setUp();
    const lifeMs = (await handOut()).expiresAtMs ?? 0;
    const asked = services.gateway.asked.length;
    expect(await outcomeOf(handOut({ mayRefresh: false, minValidMs: lifeMs }))).toBe('TOKEN_EXPIRED');
    expect(services.gateway.asked.length).toBe(asked);
    expect(await handOut({ mayRefresh: false })).toHaveProperty('accessToken');
    expect((await trail())[1]).toBe('refused TOKEN_EXPIRED socket');
  });

  it('to nobody while everything is paused, which fails at once', async () => {
    const { handout, handOut, trail, gate, request } = await setUp();
    handout.pause.pause(BY, 'something is odd.');
    await expect(handOut({ waitMs: 60_000 })).rejects.toMatchObject({
      code: 'PAUSED',
      message: 'Handing out tokens is paused: something is odd.',
    });
    expect(() => gate.refuseBeforehand(request())).toThrow(expect.objectContaining({ code: 'PAUSED' }));
    expect(await outcomeOf(gate.prepare(request({ consumer: PERSON })))).toBe('PAUSED');
    expect(await trail()).toEqual(['refused PAUSED socket', 'paused  window']);
  });

  it('of no account that does not exist, and without a line in the trail', async () => {
    const { handOut, trail } = await setUp();
    expect(await outcomeOf(handOut({ profileId: 'other' }))).toBe('TOKEN_NOT_FOUND');
    expect(await trail()).toEqual([]);
  });

  it('of no account without tokens', async () => {
    const { services, handOut, trail, askFirst, handout } = await setUp();
    await askFirst();
    await services.registry.get('default').manager.clear();
    expect(await outcomeOf(handOut())).toBe('NOT_AUTHENTICATED');
    // No question about tokens that do not exist.
    expect([handout.asked, await trail()]).toEqual([[], ['refused NOT_AUTHENTICATED socket']]);
  });

  it('to nobody if the decisions about programs cannot be read', async () => {
    const { handout, handOut } = await setUp();
    handout.consentsFile.readFailure = new AxiomTokenError('STORAGE_DENIED');
    expect(await outcomeOf(handOut())).toBe('STORAGE_DENIED');
    expect(await handOut({ consumer: PERSON, via: 'window' })).toHaveProperty('accessToken');
  });
});

describe('the policy "notify"', () => {
  it('notifies once, however many ask at the same time, and once more when the program file has changed', async () => {
    const { handout, handOut } = await setUp();
    await Promise.all(Array.from({ length: 100 }, () => handOut()));
    await handOut();
    expect(handout.told).toEqual([{ profileId: 'default', consumer: BOT, reason: undefined, why: undefined }]);
    await handOut({ consumer: { ...BOT, binary: 'file 2' } });
    expect(handout.told[1]?.why).toBe('Its file has changed since you were notified of it.');
    expect(await handout.trail.query({ event: 'handed-out' })).toMatchObject([
      { count: 1, rule: 'first use since its file changed, told' },
      { count: 1, rule: 'told at first use' },
      { count: 100, rule: 'first use, told' },
    ]);
  });

  it('ends for a program that a person blocks', async () => {
    const { handout, handOut, trail, gate, request } = await setUp();
    await handOut();
    await handout.consents.block('default', 'bot in ~/bots', BY);
    await expect(handOut()).rejects.toMatchObject({ code: 'DENIED', message: 'bot in ~/bots is blocked.' });
    expect(() => gate.refuseBeforehand(request())).toThrow(expect.objectContaining({ code: 'DENIED' }));
    expect((await trail()).slice(0, 2)).toEqual(['refused DENIED socket', 'blocked always window']);
  });
});

describe('the policy "ask"', () => {
  it('asks one question for all requests of a consumer; all get the answer, and the answer is remembered', async () => {
    const { handout, handOut, askFirst } = await setUp();
    await askFirst();
    const waiting = Array.from({ length: 50 }, () => handOut());
    await settle();
    expect([handout.asked.length, handout.asked[0]?.waiting?.count]).toEqual([1, 50]);
    handout.asked[0]?.answer(ALLOW_ALWAYS);
    expect(await Promise.all(waiting)).toHaveLength(50);
    await handOut();
    expect(handout.asked.length).toBe(1);
  });

  it.each<[string, ConsentAnswer, string]>([
    ['no', { decision: 'deny', scope: 'once' }, 'DENIED'],
    ['in time nothing', { decision: 'unanswered', why: 'timeout' }, 'NOT_ANSWERED'],
    ['nothing, because the screen is locked', { decision: 'unanswered', why: 'locked' }, 'NOT_ANSWERED'],
  ])('says %s', async (_what, answer, code) => {
    const { handout, handOut, askFirst, trail } = await setUp();
    await askFirst();
    handout.answer = answer;
    expect(await outcomeOf(handOut())).toBe(code);
    expect(await trail()).toEqual([`refused ${code} socket`]);
    // Nothing is remembered.
    await outcomeOf(handOut());
    expect(handout.asked.length).toBe(2);
  });

  it('refuses at once, without a line, if the request allows no question, until the program is allowed', async () => {
    const { handout, handOut, askFirst, trail } = await setUp();
    await askFirst();
    expect(await outcomeOf(handOut({ mayAsk: false, waitMs: 60_000 }))).toBe('NOT_ANSWERED');
    expect([handout.asked, await trail()]).toEqual([[], []]);
    await handout.consents.allow('default', '/usr/bin/bot', BY);
    expect(await handOut({ mayAsk: false })).toHaveProperty('accessToken');
    await handout.consents.block('default', '/usr/bin/bot', BY);
    expect(await outcomeOf(handOut({ mayAsk: false }))).toBe('DENIED');
    expect((await trail())[0]).toBe('refused DENIED socket');
  });

  it('closes the question when the last caller has disconnected, and leaves no line of them', async () => {
    const { handout, handOut, askFirst, trail } = await setUp();
    await askFirst();
    const leaving = [new AbortController(), new AbortController()];
    const outcomes = leaving.map(({ signal }) => outcomeOf(handOut({ signal })));
    await settle();
    leaving[0]?.abort();
    await settle();
    expect([handout.asked[0]?.signal.aborted, handout.asked[0]?.waiting?.count]).toEqual([false, 1]);
    leaving[1]?.abort();
    expect(await Promise.all(outcomes)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(handout.asked[0]?.signal.aborted).toBe(true);
    // An answer in flight is not remembered.
    handout.asked[0]?.answer(ALLOW_ALWAYS);
    await settle();
    expect([handout.consents.list(), await trail()]).toEqual([[], []]);
  });

  it.each<[string, string, (world: World) => unknown]>([
    ['everything is paused', 'PAUSED', ({ handout }) => handout.pause.pause(BY)],
    ['another program pauses', 'PAUSED', ({ handout }) => handout.pauseFile.write({ isPaused: true })],
    ['the program is blocked', 'DENIED', ({ handout }) => handout.consents.block('default', BOT.programId, BY)],
    [
      'the account is removed',
      'TOKEN_NOT_FOUND',
      async ({ services }) => {
        const { manager } = await services.registry.addNamed('second');
        expect(manager.getTokens()).toBeUndefined();
        await services.registry.get('default').manager.clear();
        await services.registry.remove('default');
      },
    ],
  ])('closes the question at once when %s', async (_what, code, happen) => {
    const world = await setUp();
    await world.askFirst();
    world.handout.trail.add({ event: 'allowed', via: 'socket', consumer: BOT, profileId: 'default' });
    const outcome = outcomeOf(world.handOut({ waitMs: 60_000 }));
    await settle();
    expect(world.handout.asked.length).toBe(1);
    if (code === 'PAUSED') world.services.lifecycle.checkAllNow();
    await happen(world);
    world.services.lifecycle.checkAllNow();
    expect(await outcome).toBe(code);
    expect(world.handout.asked[0]?.signal.aborted).toBe(true);
  });

  it('continues automatically when a person allows the program elsewhere meanwhile', async () => {
    const { handout, handOut, askFirst } = await setUp();
    await askFirst();
    handout.trail.add({ event: 'refused', via: 'socket', consumer: BOT, profileId: 'default' });
    const out = handOut();
    await settle();
    await handout.consents.allow('default', BOT.name, BY);
    expect(await out).toHaveProperty('accessToken');
    expect(handout.asked[0]?.signal.aborted).toBe(true);
  });

  it.each<[string, string, (world: World) => unknown]>([
    ['a block', 'DENIED', ({ handout }) => handout.consents.block('default', '/usr/bin/bot', BY)],
    ['a pause', 'PAUSED', ({ handout }) => handout.pauseFile.write({ isPaused: true })],
    ['a sign-out', 'NOT_AUTHENTICATED', ({ services }) => services.registry.get('default').manager.clear()],
  ])(
    'looks once more before a token leaves: %s that comes while it is refreshed counts',
    async (_what, code, happen) => {
      const world = await setUp();
      const { services, handout, handOut, askFirst } = world;
      await askFirst();
      handout.answer = ONCE;
      services.gateway.goOffline();
      await services.advanceUntilExpired();
      await services.clock.advance(3_600_000);
      const { step, release } = services.gateway.held();
      services.gateway.otherwise = step;
      services.lifecycle.checkAllNow();
      await settle();
      const outcome = outcomeOf(handOut());
      await settle();
      expect(handout.asked.length).toBe(1);
      await happen(world);
      release(services.gateway.issue());
      expect(await outcome).toBe(code);
    },
  );
});

describe('the refresh token', () => {
  it('is asked about each time, also of a program that is allowed', async () => {
    const { handout, handOut, tokens } = await setUp();
    await handOut();
    handout.answer = ALLOW_ALWAYS;
    const out = await handOut({ kind: 'refresh' });
    expect(out.refreshToken?.expose()).toBe(tokens()?.refreshToken.expose());
    await handOut({ kind: 'refresh' });
    expect(handout.asked.map(({ question }) => question.kind)).toEqual(['refresh', 'refresh']);
  });

  it('can be refused for an hour, and the access token is not touched by that', async () => {
    const { services, handout, handOut } = await setUp();
    await handOut();
    handout.answer = { decision: 'deny', scope: 'hour' };
    expect(await outcomeOf(handOut({ kind: 'refresh' }))).toBe('DENIED');
    expect(await outcomeOf(handOut({ kind: 'refresh' }))).toBe('DENIED');
    expect(handout.asked.length).toBe(1);
    expect(await handOut()).toHaveProperty('accessToken');
    await services.clock.advance(3_600_000);
    await outcomeOf(handOut({ kind: 'refresh' }));
    expect(handout.asked.length).toBe(2);
  });
});

it('a child has the consent of the program that lent it its key, and loses it with that', async () => {
  const { handout, handOut, askFirst } = await setUp();
  await askFirst();
  handout.answer = ALLOW_ALWAYS;
  await handOut();
  const child: Consumer = { ...BOT, kind: 'child', programId: '/usr/bin/python3', name: 'its bot', lentBy: BOT };
  await handOut({ consumer: child });
  expect(handout.asked.length).toBe(1);
  await handout.consents.block('default', BOT.programId, BY);
  await expect(handOut({ consumer: child })).rejects.toMatchObject({ code: 'DENIED' });
});

it('a blocked program gets nothing with the key of another one’s exec, and is named in the refusal', async () => {
  const { handout, handOut } = await setUp();
  const thief: Consumer = { ...BOT, kind: 'child', programId: '/home/me/thief', name: 'thief', lentBy: BOT };
  await handOut({ consumer: thief });
  await handout.consents.block('default', '/home/me/thief', BY);
  await expect(handOut({ consumer: thief })).rejects.toMatchObject({ code: 'DENIED', message: 'thief is blocked.' });
  expect(await handOut()).toHaveProperty('accessToken');
});

it('informs subscriptions that the rules have changed', async () => {
  const { handout, gate } = await setUp();
  let count = 0;
  const stop = gate.onRuleChange(() => void count++);
  handout.pause.pause(BY);
  const paused = count;
  await handout.consents.setPolicy('default', 'ask', BY);
  const both = count;
  stop();
  handout.pause.resume(BY);
  expect([paused > 0, both > paused, count]).toEqual([true, true, both]);
});
