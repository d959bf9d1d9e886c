import { describe, expect, it } from 'vitest';
import { BrokerFeed } from '../../../../main/cli/feed/broker-feed';
import type { FeedEvent } from '../../../../main/cli/feed/token-feed';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { toErrorAnswer } from '../../../../main/handout/error-answer';
import { FakeBroker } from '../../../support/cli/fake-broker';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

async function setUp({
  random = () => 1,
  broker = new FakeBroker(),
}: {
  readonly random?: () => number;
  readonly broker?: FakeBroker;
} = {}) {
  const clock = new FakeClock();
  const events: FeedEvent[] = [];
  const feed = new BrokerFeed({
    session: broker,
    clock,
    random,
    prepare: async (link) => void (await link.request('child.register', { n: 1 })),
  });
  const stop = feed.follow({ profile: 'main' }, (event) => events.push(event));
  await settle();
  const told = () =>
    events.map((event) => {
      if (event.type === 'token') return event.token.generation;
      return 'error' in event ? `${event.type} ${event.error.code}` : event.type;
    });
  const token = (generation: number) =>
    broker.tell('token', { subscription: 1, token: makeTokenAnswer({ generation }) });
  return { broker, clock, events, feed, stop, told, token };
}

const error = (code: 'DENIED' | 'NETWORK' | 'BROKER_UNAVAILABLE') => toErrorAnswer(new AxiomTokenError(code));

describe('tokens of the app', () => {
  it('are asked for once the connection is prepared, and reported as they come', async () => {
    const { broker, told, token } = await setUp();
    expect(broker.asked).toEqual([
      ['child.register', { n: 1 }],
      ['token.subscribe', { profile: 'main' }],
    ]);
    token(1);
    broker.tell('paused', { subscription: 1, error: error('NETWORK') });
    broker.tell('state', { subscription: 1, profile: 'main', state: null, error: error('NETWORK') });
    token(2);
    expect(told()).toEqual([1, 'paused', 'state', 'waiting NETWORK', 2]);
  });

  it('of a single call are asked on the same connection, which is prepared once', async () => {
    const { broker, feed } = await setUp();
    broker.answers['token.get'] = () => makeTokenAnswer();
    expect((await feed.get({})).generation).toBe(1);
    expect(broker.asked.map(([method]) => method)).toEqual(['child.register', 'token.subscribe', 'token.get']);
  });

  it('are of the account of the first one ever after, also of another app', async () => {
    const { broker, clock } = await setUp();
    broker.tell('token', { subscription: 1, token: makeTokenAnswer({ profile: 'default', account: 'anna' }) });
    broker.tell('ended', { subscription: null, error: error('BROKER_UNAVAILABLE') });
    await clock.advance(5_000);
    expect(broker.asked.at(-1)).toEqual(['token.subscribe', { profile: 'default', account: 'anna' }]);
  });

  it('come again when the app is restarted, and the connection is prepared again', async () => {
    const { broker, clock, told, token } = await setUp();
    token(1);
    broker.drop();
    await clock.advance(250);
    token(1);
    expect(told()).toEqual([1, 'waiting BROKER_UNAVAILABLE', 1]);
    expect(broker.asked.map(([method]) => method)).toEqual([
      ...['child.register', 'token.subscribe'],
      ...['child.register', 'token.subscribe'],
    ]);
  });

  it('are requested again every 5 s at the latest while the app is away', async () => {
    const { broker, clock, token, told } = await setUp();
    broker.isRunning = false;
    broker.drop();
    await clock.advance(3_750);
    expect(broker.tries).toBe(1 + 4);
    await clock.advance(60_000);
    expect(broker.tries).toBe(1 + 4 + 12);
    broker.isRunning = true;
    await clock.advance(5_000);
    token(7);
    expect(told().at(-1)).toBe(7);
  });

  it('are asked for soon again after the next interruption', async () => {
    const { broker, clock, token } = await setUp();
    for (let time = 0; time < 8; time++) {
      broker.drop();
      await clock.advance(250);
      token(time);
    }
    expect(broker.asked.filter(([method]) => method === 'token.subscribe')).toHaveLength(9);
  });

  it('are not asked for by all programs at the same moment', async () => {
    const { broker, clock } = await setUp({ random: () => 0 });
    broker.drop();
    await clock.advance(125);
    expect(broker.tries).toBe(2);
  });

  it('end when the app ends them permanently', async () => {
    const { broker, clock, told } = await setUp();
    broker.tell('ended', { subscription: 1, error: error('DENIED') });
    broker.drop();
    await clock.advance(60_000);
    expect(told()).toEqual(['ended DENIED']);
    expect(clock.timerCount).toBe(0);
  });

  it('go on after an end of the app', async () => {
    const { broker, clock, told, token } = await setUp();
    broker.tell('ended', { subscription: null, error: error('BROKER_UNAVAILABLE') });
    broker.drop();
    await clock.advance(250);
    token(2);
    expect(told()).toEqual(['waiting BROKER_UNAVAILABLE', 2]);
  });

  it.each([
    ['DENIED', 'ended DENIED'],
    ['RATE_LIMITED', 'waiting RATE_LIMITED'],
  ] as const)('that are refused with %s: %s', async (code, expected) => {
    const broker = new FakeBroker();
    broker.answers['token.subscribe'] = () => {
      throw new AxiomTokenError(code);
    };
    const { told } = await setUp({ broker });
    expect(told()).toEqual([expected]);
  });

  it('are not reported after the end', async () => {
    const { broker, clock, stop, told, token } = await setUp();
    stop();
    token(1);
    broker.drop();
    await clock.advance(60_000);
    expect([told(), broker.tries]).toEqual([[], 1]);
  });
});
