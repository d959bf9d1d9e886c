// Runs the commands of tray, menus and a second start through the same handlers as the window. The result of a refresh or copy is shown in the window. Other failures,
// and those while no window has the focus, are shown in a dialog, because a menu has no place for them. Made by open-shell.ts.
import type { Page } from '../../../../preload/contract/page-schema';
import type { Failure, Handlers, PushPayload } from '../../../../preload/contract/schemas';
import type { AppActions } from './app-actions';
import type { Dialogs } from '../messages/dialogs';

export interface ActionRunnerParts {
  readonly handlers: Pick<
    Handlers,
    | 'refreshNow'
    | 'retryStorage'
    | 'copyAccessToken'
    | 'signOut'
    | 'pauseAll'
    | 'resumeAll'
    | 'showLicences'
    | 'showLogFolder'
    | 'restartApp'
  >;
  readonly dialogs: Pick<Dialogs, 'showFailure'>;
  /** Shows the window; resolves when its page is loaded. */
  readonly openWindow: () => Promise<void>;
  readonly requestPage: (request: PushPayload<'pageRequested'>) => void;
  /** Whether the window has the focus, so that the user sees its messages. */
  readonly isWindowInFront: () => boolean;
  readonly showResult: (done: Omit<PushPayload<'pressDone'>, 'atMs'>) => void;
  /** Whether a page exists, in which the user may be typing. */
  readonly hasPage: () => boolean;
  readonly quit: () => void;
  /** Whether a refresh was refused because of the limit for clicks. */
  readonly isTooEarly: (error: unknown) => boolean;
  /** Turns an error into message and remedy for a person. */
  readonly describeFailure: (error: unknown) => Pick<Failure, 'code' | 'message' | 'remedy'>;
}

export function createActionRunner(parts: ActionRunnerParts): AppActions {
  const { handlers, dialogs } = parts;
  const run = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => {
      const { code, message, remedy } = parts.describeFailure(error);
      return code === 'CANCELLED' ? undefined : dialogs.showFailure(message, remedy);
    });
  };
  const showingFailure = async (profileId: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const { code, message, remedy } = parts.describeFailure(error);
      if (code === 'CANCELLED' || !parts.isWindowInFront()) throw error;
      parts.showResult({ profileId, result: { kind: 'failed', failure: { code, message, remedy } } });
    }
  };
  const showPage = async (page: Page, profileId?: string): Promise<void> => {
    await parts.openWindow();
    parts.requestPage({ page, ...(profileId === undefined ? {} : { profileId }) });
  };
  const refreshNow = async (profileId: string): Promise<void> => {
    try {
      const reply = await handlers.refreshNow({ profileId });
      if (reply.wasSent || parts.isWindowInFront()) {
        parts.showResult({ profileId, result: { kind: 'refreshed', ...reply } });
      } else await dialogs.showFailure('Refreshed just now already.', 'Nothing was sent again.');
    } catch (error) {
      // A refresh that was sent and failed is visible as the profile's state in the tray.
      if (parts.isWindowInFront() || parts.isTooEarly(error)) throw error;
    }
  };
  const copyAccessToken = async (profileId: string): Promise<void> => {
    const reply = await handlers.copyAccessToken({ profileId });
    parts.showResult({ profileId, result: { kind: 'copied', ...reply } });
  };
  return {
    refreshNow: (profileId) => run(() => showingFailure(profileId, () => refreshNow(profileId))),
    retryStorage: (profileId) => run(() => handlers.retryStorage({ profileId })),
    copyAccessToken: (profileId) => run(() => showingFailure(profileId, () => copyAccessToken(profileId))),
    openWindow: () => run(parts.openWindow),
    showPage: (page, profileId) => run(() => showPage(page, profileId)),
    signOut: (profileId) => run(() => handlers.signOut({ profileId })),
    pauseAll: () => run(() => handlers.pauseAll()),
    resumeAll: () => run(() => handlers.resumeAll()),
    showLicences: () => run(() => handlers.showLicences()),
    showLogFolder: () => run(() => handlers.showLogFolder()),
    restart: () => run(() => handlers.restartApp({ losesWork: parts.hasPage() })),
    quit: parts.quit,
  };
}
