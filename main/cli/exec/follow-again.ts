// Follows tokens for a program that runs for days: when the feed ends, asks again from time to time, because a person may have allowed it meanwhile.
import { startDeadline } from '../../core/flow/deadline';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { SubscribeParams } from '../../handout/wire-calls';
import type { FeedListener, TokenFeed } from '../feed/token-feed';

/** Long, because each try may open a question to a person who is not there. */
export const ASK_AGAIN_MS = 5 * 60_000;

/** Like `feed.follow`, but starts again {@link ASK_AGAIN_MS} after the feed has ended. */
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
