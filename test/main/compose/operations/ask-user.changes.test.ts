// When a program asks over the socket for something that gives programs more, or removes or replaces something, the person is asked.
import { describe, expect, it } from 'vitest';
import type { ConsentAnswer } from '../../../../main/handout/consent';
import type { CallContext, CallName, Calls } from '../../../../main/handout/operations';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

type Call = { [Name in CallName]: readonly [Name, Calls[Name]['params']] }[CallName];
const NOT_NOW: ConsentAnswer = { decision: 'unanswered', why: 'closed' };
const NOBODY: ConsentAnswer = { decision: 'unanswered', why: 'nobody' };
const AXIOM_TOKENS: Partial<CallContext> = { consumer: { ...PROGRAM, isCommandLine: true } };
const ALONE: Partial<CallContext> = { via: 'command-line' };

/** The signed-in account `default`, named "main"; `other` is blocked, and new programs are asked about. */
async function setUp(answer: ConsentAnswer = NOT_NOW) {
  const world = await new TestOperations().signedIn();
  world.answer = answer;
  await world.call('consumers.block', { consumer: 'other' });
  await world.call('consumers.policy', { policy: 'ask' });
  world.handout.changes.length = 0;
  const call = ([name, params]: Call, context: Partial<CallContext> = {}) =>
    outcomeOf(world.call(name, params as never, context));
  const tokens = () =>
    world.services.registry
      .list()
      .map(({ id, name, manager }) => [id, name, manager.getTokens()?.accessToken.expose()]);
  return { world, call, tokens };
}

const pair = () => {
  const { accessToken, refreshToken } = makeTokens(new TestOperations().services.clock.nowMs(), 900_000, 'account-1');
  return JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });
};

const GIVES: readonly (readonly [Call, string])[] = [
  [['consumers.allow', { consumer: 'bot' }], 'let bot (bot) have tokens of main always'],
  [
    ['consumers.allow', { consumer: 'bot', scope: 'session' }],
    'let bot (bot) have tokens of main for its terminal session',
  ],
  [['consumers.forget', { consumer: 'other' }], 'have it forgotten that other (other) is blocked from tokens of main'],
  [['consumers.policy', { policy: 'notify' }], 'let every new program have tokens of main, and only notify you'],
];
const TAKES: readonly Call[] = [
  ['consumers.block', { consumer: 'bot' }],
  ['consumers.policy', { policy: 'ask' }],
];
const DESTROYS: readonly (readonly [Call, string])[] = [
  [['logout', {}], 'sign out of main, which removes its tokens'],
  [['clear', {}], 'remove the tokens of main'],
  [['profiles.rename', { name: 'new' }], 'give main another name: new'],
  [['profiles.remove', { profile: 'default' }], 'remove the account main with its tokens'],
  [['import', { text: pair() }], 'sign in to main again, which replaces its tokens'],
  [['login.start', { way: 'tokens', tokens: pair() }], 'sign in to main again, which replaces its tokens'],
  [['login.start', { way: 'browser' }], 'sign in to main again, which replaces its tokens'],
];

describe('what gives', () => {
  it.each(GIVES)(
    '%j is asked of the person each time, in its own words, and not done without a yes',
    async (call, task) => {
      const { world, call: run } = await setUp();
      for (const context of [{}, AXIOM_TOKENS, ALONE]) expect(await run(call, context)).toBe('NOT_ANSWERED');
      expect(world.asked.map((question) => [question.task, question.effect])).toEqual(Array(3).fill([task, 'allows']));
      expect(world.handout.changes).toEqual([]);
      world.answer = { decision: 'allow', scope: 'once' };
      expect(await run(call)).not.toBe('NOT_ANSWERED');
      expect(world.asked).toHaveLength(4);
    },
  );

  it.each(GIVES)('%j needs a terminal where it is alone', async (call) => {
    const { world, call: run } = await setUp(NOBODY);
    await expect(world.call(call[0], call[1] as never, ALONE)).rejects.toMatchObject({
      code: 'NOT_ANSWERED',
      message: expect.stringContaining('neither a window nor a terminal'),
    });
    expect([world.handout.changes, await run(['consumers.list', {}], ALONE)]).toMatchObject([[], { consents: [{}] }]);
  });
});

describe('what takes', () => {
  it.each(TAKES)('%s %j needs nobody, and is noted with who did it', async (...call) => {
    const { world, call: run } = await setUp();
    expect(await run(call as unknown as Call)).toBeInstanceOf(Object);
    expect(world.asked).toEqual([]);
    expect(world.handout.changes).toEqual([expect.stringContaining(`by ${PROGRAM.name} (socket)`)]);
  });

  it('such as forgetting an allowed program, needs no question', async () => {
    const { world, call } = await setUp({ decision: 'allow', scope: 'once' });
    await call(['consumers.allow', { consumer: 'bot' }]);
    world.asked.length = 0;
    expect(await call(['consumers.forget', { consumer: 'bot' }])).toEqual({
      forgotten: [expect.any(String)],
      names: ['bot'],
    });
    expect(world.asked).toEqual([]);
  });
});

describe('what removes or replaces', () => {
  it.each(DESTROYS)('%j is asked about when another program asks, and not done without a yes', async (call, task) => {
    const { world, call: run, tokens } = await setUp();
    const before = tokens();
    expect(await run(call)).toBe('NOT_ANSWERED');
    expect(world.asked).toMatchObject([{ task, effect: 'destroys', profileId: 'default' }]);
    expect(tokens()).toEqual(before);
  });

  it.each(DESTROYS.slice(0, 3))('%j is done at once for the command line, which has asked', async (call) => {
    for (const context of [AXIOM_TOKENS, ALONE]) {
      const { world, call: run, tokens } = await setUp();
      const before = tokens();
      expect(await run(call, context)).toBeInstanceOf(Object);
      expect([world.asked, tokens()]).not.toEqual([[], before]);
      expect(world.asked).toEqual([]);
    }
  });

  it('is not asked about where nothing is replaced', async () => {
    const { world, call } = await setUp();
    await world.services.registry.get('default').manager.clear();
    expect(await call(['import', { text: pair() }])).toMatchObject({ profile: 'default' });
    expect(world.asked).toEqual([]);
  });
});

describe('an answer', () => {
  const BACKUP: Call = ['backup', { passphrase: 'correct horse battery staple 7' }];
  const MOVE: Call = ['migrate', { to: 'file', path: '/elsewhere/tokens.json' }];
  const SAME_TASK = [...DESTROYS.map(([call]) => call), ...GIVES.map(([call]) => call), BACKUP, MOVE];

  it.each(SAME_TASK)(
    'applies to the account that was signed in at the question, and to no other: %s %j',
    async (...call) => {
      const carl = (world: TestOperations) => makeTokens(world.services.clock.nowMs(), undefined, 'carl');
      const world: TestOperations = await new TestOperations({
        ask: {
          ask: async () => {
            const { manager } = world.services.registry.get('default');
            await manager.clear();
            await manager.setTokens(carl(world));
            return { decision: 'allow', scope: 'once' };
          },
        },
      }).signedIn();
      await world.call('consumers.block', { consumer: 'other' });
      await world.call('consumers.policy', { policy: 'ask' });
      world.handout.changes.length = 0;
      const [name, params] = call as unknown as Call;
      expect(await outcomeOf(world.call(name, params as never))).toBe('WRONG_ACCOUNT');
      const { manager } = world.services.registry.get('default');
      expect([manager.getTokens()?.accountId, world.handout.changes]).toEqual(['carl', []]);
    },
  );
});

it.each([...GIVES.map(([call]) => call), ...TAKES, ...DESTROYS.map(([call]) => call)] as Call[])(
  'a blocked program may not %s %j, nor by way of the command line',
  async (...call) => {
    const { world, call: run, tokens } = await setUp({ decision: 'allow', scope: 'once' });
    const before = tokens();
    const [consent] = world.handout.kept;
    world.handout.consents.decide = () => ({ kind: 'deny', rule: 'blocked', consent: consent as never });
    for (const context of [{}, AXIOM_TOKENS, ALONE]) expect(await run(call as unknown as Call, context)).toBe('DENIED');
    expect([world.asked, world.handout.changes, tokens()]).toEqual([[], [], before]);
  },
);
