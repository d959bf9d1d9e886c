// All desktop notifications: problems, sign-ins that end soon, and first uses by programs. Called by open-shell.ts.
import type { Clock } from '../core/ports/clock';
import type { FirstUse, NotifyUser } from '../handout/consent';
import { createFirstUse } from './shell/messages/first-use';
import { createNoticePresenter, type NoticePresenterOptions } from './shell/messages/notice-presenter';
import {
  createSignInReminder,
  type DesktopNotifier,
  type SignInReminderOptions,
} from './shell/messages/sign-in-reminder';
import type { Failure, Snapshot } from '../../preload/contract/schemas';

export interface DesktopNotesParts {
  readonly clock: Clock;
  /** The desktop's notifications; disposed together with the notes. */
  readonly notifier: DesktopNotifier & { dispose(): void };
  readonly locale: NoticePresenterOptions['locale'];
  readonly toldSignInEnds: SignInReminderOptions['told'];
  readonly showPage: NoticePresenterOptions['showPage'];
  /** Blocks a program. */
  readonly block: (use: FirstUse) => Promise<void>;
  readonly describeFailure: (error: unknown) => Failure;
}

export interface DesktopNotes {
  update(snapshot: Snapshot): void;
  readonly firstUse: NotifyUser;
  dispose(): void;
}

export function openDesktopNotes(parts: DesktopNotesParts): DesktopNotes {
  const { notifier, clock, locale, showPage, block, describeFailure } = parts;
  const reminder = createSignInReminder({
    notifier,
    told: parts.toldSignInEnds,
    clock,
    ...(locale ? { locale } : {}),
    openSignIn: (profileId) => showPage('sign-in', profileId),
  });
  const notices = createNoticePresenter({ notifier, clock, ...(locale ? { locale } : {}), showPage });
  let names: ReadonlyMap<string, string> = new Map();
  return {
    update(snapshot) {
      names = new Map(snapshot.profiles.map(({ id, name }) => [id, name]));
      reminder.update(snapshot);
      notices.update(snapshot);
    },
    firstUse: createFirstUse({
      notifier,
      nameOf: (profileId) => names.get(profileId),
      showPrograms: (profileId) => showPage('programs', profileId),
      block,
      describeFailure,
    }),
    dispose() {
      notices.dispose();
      notifier.dispose();
    },
  };
}
