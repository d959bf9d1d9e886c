// All that the desktop's notifications tell: trouble, sign-ins that end, and programs that were given their first token. Called by open-shell.ts.
import type { NativeImage } from 'electron';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { FirstUse, TellPerson } from '../handout/consent';
import { createFirstUse } from './shell/messages/first-use';
import { createNoticePresenter, type NoticePresenterOptions } from './shell/messages/notice-presenter';
import { createNotifier } from './shell/messages/notifier';
import { createSignInReminder, type SignInReminderOptions } from './shell/messages/sign-in-reminder';
import type { Failure, Snapshot } from '../../preload/contract/schemas';

export interface DesktopNotesParts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** A picture beside the words, where the system does not put one there itself. */
  readonly icon: NativeImage | undefined;
  readonly locale: NoticePresenterOptions['locale'];
  readonly toldSignInEnds: SignInReminderOptions['told'];
  readonly showPage: NoticePresenterOptions['showPage'];
  /** Refuses a program from now on. */
  readonly block: (use: FirstUse) => Promise<void>;
  readonly describeFailure: (error: unknown) => Failure;
}

export interface DesktopNotes {
  update(snapshot: Snapshot): void;
  readonly firstUse: TellPerson;
  dispose(): void;
}

export function openDesktopNotes(parts: DesktopNotesParts): DesktopNotes {
  const { clock, logger, locale, showPage, block, describeFailure } = parts;
  const notifier = createNotifier(logger, parts.icon);
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
