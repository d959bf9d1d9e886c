import { describe, expect, it } from 'vitest';
import { ASK_AGAIN_MS, followAgain } from '../../../../main/cli/exec/follow-again';
import type { FeedEvent } from '../../../../main/cli/feed/token-feed';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FakeFeed } from '../../../support/cli/fake-feed';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const ended: FeedEvent = { type: 'ended', error: new AxiomTokenError('DENIED') };
const token: FeedEvent = { type: 'token', token: makeTokenAnswer() };

function setUp() {
  const clock = new FakeClock();
  const feeds: FakeFeed[] = [];
  const told: string[] = [];
  const undo = followAgain(
    {
      follow(params, listener) {
        const feed = new FakeFeed();
        feeds.push(feed);
        return feed.follow(params, listener);
      },
    },
    clock,
    {},
    (event) => told.push(event.type),
  );
  return { clock, feeds, told, undo };
}

describe('tokens that have ended', () => {
  it('are asked for again after a while, again and again', async () => {
    const { clock, feeds, told } = setUp();
    feeds[0]?.tell(ended);
    await clock.advance(ASK_AGAIN_MS - 1);
    expect(feeds).toHaveLength(1);
    await clock.advance(1);
    feeds[1]?.tell(ended);
    await clock.advance(ASK_AGAIN_MS);
    feeds[2]?.tell(token);
    expect(told).toEqual(['ended', 'ended', 'token']);
  });

  it('are not asked for when nobody wants them any more', async () => {
    const { clock, feeds, told, undo } = setUp();
    feeds[0]?.tell(ended);
    undo();
    await clock.advance(2 * ASK_AGAIN_MS);
    expect([feeds.length, told, clock.timerCount]).toEqual([1, ['ended'], 0]);
  });
});
