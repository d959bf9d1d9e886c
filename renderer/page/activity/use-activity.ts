// The activity entries for a filter, requested again when something happens. Used by the activity page.
import { useEffect, useState } from 'preact/hooks';
import type { ActivityEntry, ActivityFilter } from '../../../preload/contract/activity-schema';
import type { RemovedAccount } from '../../../preload/contract/removed-account-schema';
import type { Failure } from '../../../preload/contract/schemas';
import { useApp } from '../../state/app-context';

const AT_ONCE = 100;
/** The most that one call returns. */
const MOST = 2000;

export interface ActivityState {
  /** Absent until the first answer. */
  readonly entries?: readonly ActivityEntry[];
  /** Accounts that are not in the list any more. */
  readonly removed: readonly RemovedAccount[];
  /** Whether more can be shown. */
  readonly hasMore: boolean;
  /** Whether there are more than can be shown. */
  readonly isCut: boolean;
  readonly failure?: Failure;
  readonly showMore: () => void;
  readonly tryAgain: () => void;
}

export function useActivity(filter: ActivityFilter): ActivityState {
  const { api, snapshot } = useApp();
  const [tries, setTries] = useState(0);
  const newest = snapshot.activity[0];
  const [most, setMost] = useState(AT_ONCE);
  const [answer, setAnswer] = useState<Omit<ActivityState, 'showMore' | 'tryAgain'>>({
    removed: [],
    hasMore: false,
    isCut: false,
  });
  useEffect(() => {
    let isLeft = false;
    void api.listActivity({ ...filter, most }).then((outcome) => {
      if (isLeft) return;
      if (!outcome.ok) return setAnswer((before) => ({ ...before, failure: outcome.failure }));
      const { entries, hasMore, removed = [] } = outcome.value;
      setAnswer({ entries, removed, hasMore: hasMore && most < MOST, isCut: hasMore && most >= MOST });
    });
    return () => {
      isLeft = true;
    };
  }, [filter, most, tries, newest?.atMs, newest?.text]);
  return {
    ...answer,
    showMore: () => setMost((before) => Math.min(MOST, before + 4 * AT_ONCE)),
    tryAgain: () => setTries((before) => before + 1),
  };
}
