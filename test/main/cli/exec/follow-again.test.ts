import { describe, expect, it } from 'vitest';
import { ASK_AGAIN_MS, followAgain, LOOK_AGAIN_MS } from '../../../../main/cli/exec/follow-again';
import type { FeedEvent } from '../../../../main/cli/feed/token-feed';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FakeFeed } from '../../../support/cli/fake-feed';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const ended: FeedEvent = { type: 'ended', error: new AxiomTokenError('DENIED') };
const token: FeedEvent = { type: 'token', token: makeTokenAnswer() };

/** `refuses`: whether what is followed from the second time on ends at once. */
function setUp(rule: { refuses: boolean } = { refuses: true }) {
  const clock = new FakeClock();
  const feeds: FakeFeed[] = [];
  const asked: string[] = [];
  const told: string[] = [];
  const undo = followAgain(
    {
      follow(params, listener) {
        const feed = new FakeFeed();
        feeds.push(feed);
        asked.push(`${params.profile}${params.mayAsk === false ? ' look' : ''}`);
        const stop = feed.follow(params, listener);
        if (feeds.length > 1 && rule.refuses) queueMicrotask(() => feed.tell(ended));
        return stop;
      },
    },
    clock,
    { profile: 'main' },
    (event) => told.push(event.type),
  );
  return { clock, feeds, asked, told, undo };
}

describe('tokens that have ended', () => {
  it('come again as soon as a check without a question finds that they are allowed', async () => {
    const rule = { refuses: true };
    const { clock, feeds, asked, told } = setUp(rule);
    feeds[0]?.tell(ended);
    await clock.advance(70_000);
    rule.refuses = false;
    await clock.advance(LOOK_AGAIN_MS);
    feeds.at(-1)?.tell(token);
    expect([asked, told]).toEqual([
      ['main', ...Array(4).fill('main look')],
      ['ended', 'token'],
    ]);
  });

  it('cause a question to a person only from time to time, however often the check runs', async () => {
    const { clock, feeds, asked, told } = setUp();
    feeds[0]?.tell(ended);
    await clock.advance(ASK_AGAIN_MS - 1);
    expect(asked.filter((each) => each === 'main')).toHaveLength(1);
    await clock.advance(1);
    await clock.advance(ASK_AGAIN_MS);
    expect(asked.filter((each) => each === 'main')).toHaveLength(3);
    expect(told).toEqual(['ended', 'ended', 'ended']);
  });

  it('are reported as ended, without a new question at once, if such a check had found them', async () => {
    const rule = { refuses: false };
    const { clock, feeds, asked, told } = setUp(rule);
    feeds[0]?.tell(ended);
    await clock.advance(ASK_AGAIN_MS - LOOK_AGAIN_MS);
    feeds[1]?.tell(token);
    rule.refuses = true;
    feeds[1]?.tell(ended);
    await clock.advance(ASK_AGAIN_MS - 1);
    expect(asked.filter((each) => each === 'main')).toHaveLength(1);
    expect(told).toEqual(['ended', 'token', 'ended']);
  });

  it('are not asked for when nobody wants them any more', async () => {
    const { clock, feeds, told, undo } = setUp();
    feeds[0]?.tell(ended);
    undo();
    await clock.advance(2 * ASK_AGAIN_MS);
    expect([feeds.length, told, clock.timerCount]).toEqual([1, ['ended'], 0]);
  });
});
