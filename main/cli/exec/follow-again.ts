// Follows tokens for a program that runs for days. When the feed ends, it checks again and again whether the program is allowed now, without a question to the user, and
// from time to time with one.
import { startDeadline } from '../../core/flow/deadline';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { SubscribeParams } from '../../handout/wire-calls';
import type { FeedListener, TokenFeed } from '../feed/token-feed';

/** Long, because each try may open a question to a person who is not there. */
export const ASK_AGAIN_MS = 5 * 60_000;
/** The interval between two checks without a question. */
export const LOOK_AGAIN_MS = 20_000;

/** Like `feed.follow`, but starts again when the feed has ended: as soon as a check finds the program allowed, and after {@link ASK_AGAIN_MS} in any case. Checks without success are not reported. */
export function followAgain(
  feed: Pick<TokenFeed, 'follow'>,
  clock: Clock,
  params: SubscribeParams,
  listener: FeedListener,
): Unsubscribe {
  let isOver = false;
  let askAtMs = 0;
  let undo: Unsubscribe = () => undefined;
  let cancel: Unsubscribe = () => undefined;
  const begin = (): void => {
    const isLook = clock.monotonicMs() < askAtMs;
    let hasToken = false;
    undo = feed.follow(isLook ? { ...params, mayAsk: false } : params, (event) => {
      if (isOver) return;
      hasToken ||= event.type === 'token';
      if (event.type !== 'ended') return listener(event);
      // A permission that has just ended was ended on purpose, so the user is not asked again at once.
      if (!isLook || hasToken) {
        askAtMs = clock.monotonicMs() + ASK_AGAIN_MS;
        listener(event);
      }
      cancel = startDeadline(clock, LOOK_AGAIN_MS, begin);
    });
  };
  begin();
  return () => {
    isOver = true;
    undo();
    cancel();
  };
}
