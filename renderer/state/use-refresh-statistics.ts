// A profile's refresh statistics, requested again after each refresh, when the state changes, and every ten minutes. Used by the plot.
import { useEffect, useState } from 'preact/hooks';
import type { PlotSpan, RefreshStatistics } from '../../preload/contract/activity-schema';
import type { Failure, ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from './app-context';

const AGE_MS = 10 * 60_000;

/** The result. `statistics` belong to this profile and span; absent until the first answer. */
export interface StatisticsState {
  readonly statistics?: RefreshStatistics;
  readonly failure?: Failure;
}

/** Changes every ten minutes, to trigger a new request. */
const ageOf = (nowMs: number) => Math.floor(nowMs / AGE_MS);

export function useRefreshStatistics(profile: ProfileStatus, span: PlotSpan): StatisticsState {
  const { api, ticker } = useApp();
  const [age, setAge] = useState(() => ageOf(ticker.secondMs()));
  useEffect(() => ticker.subscribe((nowMs) => setAge(ageOf(nowMs))), [ticker]);
  const of = `${profile.id} ${span}`;
  const [state, setState] = useState<StatisticsState & { readonly of: string }>({ of });
  useEffect(() => {
    let isLeft = false;
    void api.describeRefreshes({ profileId: profile.id, span }).then((outcome) => {
      if (isLeft) return;
      setState(outcome.ok ? { of, statistics: outcome.value } : { of, failure: outcome.failure });
    });
    return () => {
      isLeft = true;
    };
  }, [of, profile.lastAttemptAtMs, profile.headline.kind, age]);
  return state.of === of ? state : {};
}
