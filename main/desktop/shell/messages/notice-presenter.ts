// Shows the notices that notices.ts decides on: at each snapshot, and when a wait is over. One timer, never longer than a minute. Gets snapshots from
// open-shell.ts; Electron's notifications are behind a port.
import { type Clock, delayToNextCheckMs, type Unsubscribe } from '../../../core/ports/clock';
import type { Page } from '../../../../preload/contract/page-schema';
import type { Snapshot } from '../../../../preload/contract/schemas';
import type { LocaleChoice } from '../../../core/status/clock-time';
import { noticePage, noticeWords } from './notice-words';
import { decideNotices, type FollowedProfiles, type NoticeChange } from './notices';
import type { DesktopNotifier } from './sign-in-reminder';

export interface NoticePresenterOptions {
  readonly notifier: DesktopNotifier;
  readonly clock: Clock;
  /** Opens the window at a page of the profile. */
  readonly showPage: (page: Page, profileId: string) => void;
  readonly locale?: LocaleChoice;
}

export interface NoticePresenter {
  /** Takes a new snapshot. */
  update(snapshot: Snapshot): void;
  dispose(): void;
}

/** No notice is known at the start. */
export function createNoticePresenter(options: NoticePresenterOptions): NoticePresenter {
  const { notifier, clock, locale } = options;
  let snapshot: Snapshot | undefined;
  let followed: FollowedProfiles = new Map();
  let cancelTimer: Unsubscribe = () => {};

  const profileOf = (profileId: string) => snapshot?.profiles.find(({ id }) => id === profileId);
  const act = (change: NoticeChange): void => {
    const key = noticeKey(change.profileId);
    const profile = profileOf(change.profileId);
    if (change.type === 'close' || !profile) return notifier.close(key);
    const { kind, heldMs } = change;
    notifier[change.type](key, {
      ...noticeWords(kind, profile, { nowMs: clock.nowMs(), heldMs, locale }),
      // Computed at the click: the page that helps may have changed.
      onClick: () => options.showPage(noticePage(kind, profileOf(profile.id) ?? profile), profile.id),
    });
  };
  const look = (): void => {
    cancelTimer();
    if (!snapshot) return;
    const times = { nowMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
    const { followed: next, changes, nextLookInMs } = decideNotices(snapshot, times, followed);
    followed = next;
    for (const change of changes) act(change);
    cancelTimer = nextLookInMs === undefined ? () => {} : clock.setTimer(delayToNextCheckMs(clock, nextLookInMs), look);
  };

  return {
    update(next) {
      snapshot = next;
      look();
    },
    dispose: () => cancelTimer(),
  };
}

/** Different from the key of a sign-in reminder, which is the profile's id alone. */
function noticeKey(profileId: string): string {
  return `state:${profileId}`;
}
