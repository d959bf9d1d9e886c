// Checks all profiles after each change and every 15 minutes, and writes to the activity log how long each had a
// valid access token. Decides nothing: valid-time.ts does. Never starts a refresh.
import { type Clock, delayToNextCheckMs, type Unsubscribe } from '../ports/clock';
import type { Profile } from '../profiles/profile';
import type { ProfileRegistry } from '../profiles/profile-registry';
import type { ActivityLog } from './activity-log';
import { ended, LONGEST_SPAN_MS, type Snapshot, type Watched, extendSpan } from './valid-time';

export interface ValidTimeWatchParts {
  readonly registry: ProfileRegistry;
  readonly activity: ActivityLog;
  readonly clock: Clock;
}

/** Starts watching. Call the result to stop; it writes the spans that are still open. */
export function watchValidTime({ registry, activity, clock }: ValidTimeWatchParts): Unsubscribe {
  const before = new Map<string, { readonly look: Snapshot; readonly watched?: Watched }>();
  const keep = (profileId: string, spans: readonly Watched[]): void => {
    for (const span of spans) activity.keep({ ...span, profileId });
  };

  const checkAll = (): void => {
    const profiles = registry.list();
    for (const profile of profiles) {
      const look = takeSnapshot(profile, clock);
      const last = before.get(profile.id);
      const { watched, done } = extendSpan(last?.watched, last?.look, look);
      keep(profile.id, done);
      before.set(profile.id, { look, ...(watched ? { watched } : {}) });
    }
    for (const [id, { watched }] of before) {
      if (profiles.some((profile) => profile.id === id)) continue;
      keep(id, ended(watched));
      before.delete(id);
    }
  };

  activity.setOpenSpans(() => {
    checkAll();
    return [...before].flatMap(([profileId, { watched }]) => ended(watched).map((span) => ({ ...span, profileId })));
  });

  let dueMs = clock.monotonicMs() + LONGEST_SPAN_MS;
  let stopTimer: Unsubscribe;
  const tick = (): void => {
    if (clock.monotonicMs() >= dueMs) {
      dueMs = clock.monotonicMs() + LONGEST_SPAN_MS;
      checkAll();
    }
    stopTimer = clock.setTimer(delayToNextCheckMs(clock, dueMs - clock.monotonicMs()), tick);
  };
  tick();
  checkAll();
  const stopListening = registry.onChange(checkAll);
  let isStopped = false;
  return () => {
    if (isStopped) return;
    isStopped = true;
    stopListening();
    stopTimer();
    checkAll();
    for (const [id, { watched }] of before) keep(id, ended(watched));
    activity.setOpenSpans(() => []);
  };
}

function takeSnapshot({ manager, refresher }: Profile, clock: Clock): Snapshot {
  const look = { atMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
  const tokens = manager.getTokens();
  if (refresher.sessionFacet === 'paused') return look;
  if (tokens) {
    const { expiresAtMs } = tokens;
    return expiresAtMs === undefined ? look : { ...look, validUntilMs: expiresAtMs - manager.serverOffsetMs };
  }
  // No tokens and `saved` means signed out, `opening` not known yet. Otherwise the tokens exist, but cannot be read.
  const { storageFacet } = manager;
  return storageFacet === 'saved' || storageFacet === 'opening' ? look : { ...look, validUntilMs: 0 };
}
