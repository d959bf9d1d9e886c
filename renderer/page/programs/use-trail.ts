// The trail's entries for a filter: the newest ones are polled every few seconds while the page is visible, older ones come page by page. Used by the trail page.
import { useEffect, useState } from 'preact/hooks';
import type { CallReply, Failure } from '../../../preload/contract/schemas';
import type { TrailRequest } from '../../../preload/contract/trail-schema';
import { useApp } from '../../state/app-context';
import { useRound } from '../../state/use-round';

const EVERY_MS = 5_000;
export const AT_ONCE = 100;
/** The most that one call returns. */
const MOST = 2000;

export interface TrailState {
  /** Absent until the first answer. */
  readonly reply?: CallReply<'listTrail'>;
  /** Whether more can be shown. */
  readonly hasMore: boolean;
  /** Whether there are more than can be shown. */
  readonly isCut: boolean;
  readonly failure?: Failure;
  readonly showMore: () => void;
  readonly look: () => void;
}

export function useTrail(filter: TrailRequest): TrailState {
  const { api } = useApp();
  const round = useRound(EVERY_MS);
  const [looks, setLooks] = useState(0);
  const [most, setMost] = useState(AT_ONCE);
  const [state, setState] = useState<Pick<TrailState, 'reply' | 'failure'>>({});
  // No polling while older entries are shown, so that nothing moves while somebody reads.
  const isNewest = most === AT_ONCE;
  useEffect(() => {
    let isLeft = false;
    void api.listTrail({ ...filter, most }).then((outcome) => {
      if (isLeft) return;
      if (outcome.ok) setState({ reply: outcome.value });
      else setState((before) => ({ ...before, failure: outcome.failure }));
    });
    return () => {
      isLeft = true;
    };
  }, [filter, most, looks, isNewest ? round : 0]);
  const hasMore = state.reply?.hasMore ?? false;
  return {
    ...state,
    hasMore: hasMore && most < MOST,
    isCut: hasMore && most >= MOST,
    showMore: () => setMost((before) => Math.min(MOST, before + 2 * AT_ONCE)),
    look: () => setLooks((before) => before + 1),
  };
}
