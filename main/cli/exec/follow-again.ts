// Follows tokens for a program that runs for days: where it gets no more of them, it looks again and again whether it is allowed now, which asks nobody, and from time
// to time lets the person be asked.
import { startDeadline } from '../../core/flow/deadline';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { SubscribeParams } from '../../handout/wire-calls';
import type { FeedListener, TokenFeed } from '../feed/token-feed';

/** Each time may be a question to a person who is not there. */
export const ASK_AGAIN_MS = 5 * 60_000;
/** Between two looks that ask nobody. */
export const LOOK_AGAIN_MS = 20_000;

/** As `feed.follow`, but what has ended begins again: as soon as a look finds it allowed, and after {@link ASK_AGAIN_MS} in any case. In vain looks are not told. */
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
      // What was allowed and is so no more was decided just now: nobody is asked about that at once.
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
