// Follows tokens for a program that runs for days: where it gets no more of them, it asks again from time to time, because what was withdrawn may be allowed again.
import { startDeadline } from '../../core/flow/deadline';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { SubscribeParams } from '../../handout/wire-calls';
import type { FeedListener, TokenFeed } from '../feed/token-feed';

/** Each time may be a question to a person who is not there. */
export const ASK_AGAIN_MS = 5 * 60_000;

/** As `feed.follow`, but what has ended begins again after {@link ASK_AGAIN_MS}. */
export function followAgain(
  feed: Pick<TokenFeed, 'follow'>,
  clock: Clock,
  params: SubscribeParams,
  listener: FeedListener,
): Unsubscribe {
  let isOver = false;
  let undo: Unsubscribe = () => undefined;
  let cancel: Unsubscribe = () => undefined;
  const begin = (): void => {
    undo = feed.follow(params, (event) => {
      if (isOver) return;
      listener(event);
      if (event.type === 'ended') cancel = startDeadline(clock, ASK_AGAIN_MS, begin);
    });
  };
  begin();
  return () => {
    isOver = true;
    undo();
    cancel();
  };
}
