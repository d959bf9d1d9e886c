import { expect, it } from 'vitest';
import { LastingFeed } from '../../../../main/cli/feed/lasting-feed';
import type { FeedEvent, FeedListener, TokenFeed } from '../../../../main/cli/feed/token-feed';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const AWAY: FeedEvent = { type: 'waiting', error: new AxiomTokenError('BROKER_UNAVAILABLE') };
const TOKEN: FeedEvent = { type: 'token', token: makeTokenAnswer() };

class FakeFeed implements TokenFeed {
  readonly listeners = new Set<FeedListener>();
  get = async () => makeTokenAnswer();
  follow(_params: object, listener: FeedListener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  tell(event: FeedEvent): void {
    for (const listen of Array.from(this.listeners)) listen(event);
  }
}

async function setUp() {
  const clock = new FakeClock();
  const [overApp, alone] = [new FakeFeed(), new FakeFeed()];
  const app = { isGone: false, isBack: false, leaves: 0 };
  const session = {
    source: async () => 'broker' as const,
    leaveApp: async () => {
      app.leaves++;
      return app.isGone;
    },
    returnToApp: async () => app.isBack,
  };
  const events: FeedEvent['type'][] = [];
  const feed = new LastingFeed({ session, clock, overApp, alone });
  const stop = feed.follow({}, ({ type }) => events.push(type));
  await clock.advance(0);
  /** Fails to reach the app every second. */
  const away = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      overApp.tell(AWAY);
      await clock.advance(1000);
    }
  };
  const followed = () => [overApp.listeners.size, alone.listeners.size];
  return { clock, overApp, alone, app, events, stop, away, followed };
}

it('goes on alone once no app has run for ten seconds, and over the app when it is back', async () => {
  const { clock, overApp, alone, app, events, away, followed, stop } = await setUp();
  overApp.tell(TOKEN);
  app.isGone = true;
  await away(10);
  expect([app.leaves, followed()]).toEqual([0, [1, 0]]);
  await away(1);
  expect([app.leaves, followed()]).toEqual([1, [0, 1]]);
  alone.tell(TOKEN);
  await clock.advance(10_000);
  expect(followed()).toEqual([0, 1]);
  app.isBack = true;
  await clock.advance(5_000);
  expect([followed(), clock.timerCount]).toEqual([[1, 0], 0]);
  overApp.tell(TOKEN);
  expect(events.filter((type) => type === 'token')).toHaveLength(3);
  stop();
  expect(followed()).toEqual([0, 0]);
});

it('waits for an app that is restarted, or runs without a socket', async () => {
  const { overApp, app, away, followed } = await setUp();
  await away(9);
  overApp.tell(TOKEN);
  await away(9);
  expect(app.leaves).toBe(0);
  await away(5);
  expect([app.leaves > 0, followed()]).toEqual([true, [1, 0]]);
});

it('does nothing more once it has ended or is stopped', async () => {
  const { clock, alone, app, away, events, stop, followed } = await setUp();
  app.isGone = true;
  await away(11);
  alone.tell({ type: 'ended', error: new AxiomTokenError('DENIED') });
  expect([events.at(-1), followed(), clock.timerCount]).toEqual(['ended', [0, 0], 0]);
  stop();
});
