// Opens the desktop side: window, tray, menu and IPC, and passes each new snapshot to all of them. Called by main/desktop/open-app.ts when the app
// is ready.
import { app, nativeImage, net, powerMonitor, type Session, session, type WebContents } from 'electron';
import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { wasStartedWithSession } from '../adapters/autostart/electron-autostart';
import { toAxiomTokenError } from '../core/base/errors';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { isTooEarly } from '../core/refresh/refresh-timing';
import { createElectronEndpoint } from './ipc/electron-endpoint';
import { limitHandlers } from './ipc/limited-handlers';
import { registerHandlers } from './ipc/register-handlers';
import { publishSnapshots, type ChangeSource } from './ipc/snapshot-publisher';
import { toFailure } from './ipc/to-outcome';
import type { NotifyUser } from '../handout/consent';
import { PERSON } from '../handout/consumer';
import type { Consents } from '../handout/handout';
import type { OpenedBackup } from './opened-backup';
import type { OpenedFile } from './opened-file';
import type { CopyWatch } from './copy-watch';
import { openDesktopNotes } from './desktop-notes';
import { createActionRunner } from './shell/menus/action-runner';
import { runAppCommand } from './shell/menus/app-actions';
import { createAppMenu } from './shell/menus/app-menu';
import type { CommandQueue } from './shell/menus/command-queue';
import { serveAppFiles } from './shell/windows/app-protocol';
import { applyTheme, windowBackground } from './shell/windows/appearance';
import type { Dialogs } from './shell/messages/dialogs';
import { closePageNetwork } from './shell/windows/page-network';
import { createMainWindow, type KeptPlace, type MainWindow } from './shell/windows/main-window';
import { showIconOnWindows } from './shell/windows/window-icon';
import { createNotifier } from './shell/messages/notifier';
import type { SignInReminderOptions } from './shell/messages/sign-in-reminder';
import type { ShownProfile } from './shell/menus/shown-profile';
import type { AppTray } from './shell/tray/tray';
import { openTrayHostWatch } from './shell/tray/tray-host-watch';
import { createTrayPresenter } from './shell/tray/tray-presenter';
import { watchWakeEvents } from './shell/system/wake-events';
import type { Handlers, ReplacedCopy, Snapshot } from '../../preload/contract/schemas';

export interface ShellParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly window: MainWindow;
  /** The tray icon, made before the app is opened. */
  readonly tray: AppTray;
  readonly commands: Pick<CommandQueue, 'run' | 'runWith'>;
  readonly dialogs: Dialogs;
  readonly openedBackup: Pick<OpenedBackup, 'offer'>;
  readonly handlers: Handlers;
  readonly snapshot: () => Snapshot;
  readonly changes: readonly ChangeSource[];
  /** Which profile the window shows. */
  readonly shownProfile: ShownProfile;
  /** Which sign-in reminders were shown; kept across restarts. */
  readonly toldSignInEnds: SignInReminderOptions['told'];
  /** Called after sleep, after unlocking, and when the network returns. */
  readonly onWake: () => void;
  readonly startsHidden: boolean;
  /** Whether the app's files on the disk were replaced. */
  readonly copy: CopyWatch;
  /** Decisions about programs. */
  readonly consents: Pick<Consents, 'block'>;
  /** Sets who notifies the user of a program's first token. */
  readonly setNotifier: (teller: NotifyUser) => void;
}

/** The shell of a running app. */
export interface Shell {
  /** Shows the window with the opened file; also when the app was started without a window. */
  openFile(file: OpenedFile): void;
  dispose(): void;
}

/** The bundle folder: pages, preload, icons. */
const BUNDLE_DIRECTORY = __dirname;

/** The program of the keychain process. */
export const KEYCHAIN_CHILD = path.join(BUNDLE_DIRECTORY, 'keychain-child.cjs');

/** Read at the start: the file may be replaced while the app runs. */
const APP_ICON = nativeImage.createFromPath(path.join(BUNDLE_DIRECTORY, 'icons', 'app-256.png'));

/** Makes the window's controller; the window itself is not made yet. */
export function prepareWindow(parts: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly isQuitting: () => boolean;
  readonly staysInTray: () => boolean;
  readonly place: KeptPlace;
  readonly mayReload: () => boolean;
}): MainWindow {
  showIconOnWindows(app, APP_ICON, process.platform);
  return createMainWindow({
    ...parts,
    quit: () => app.quit(),
    preloadPath: path.join(BUNDLE_DIRECTORY, 'preload.cjs'),
    allowDevTools: !app.isPackaged,
    backgroundColor: windowBackground,
  });
}

/** Opens window, tray, menu and IPC. */
export async function openShell(parts: ShellParts): Promise<Shell> {
  const { clock, logger, window } = parts;
  const handlers = limitHandlers(parts.handlers, clock);
  const pages: Session = session.defaultSession;
  await closePageNetwork(pages, !app.isPackaged);
  const stopServing = serveAppFiles(pages, path.join(BUNDLE_DIRECTORY, 'renderer'));

  const makeErrorNumber = (): string => randomBytes(3).toString('hex');
  const ownPages = (): WebContents[] => [window.contents()].filter((contents) => contents !== undefined);
  const endpoint = createElectronEndpoint(ownPages, () => window.isFocused(), clock);
  const reporter = { logger, makeErrorNumber };
  const ipc = registerHandlers(endpoint, handlers, reporter);
  /** Offers the restart when no window can be made any more, or says why a restart is not possible. */
  const offerRestart = async ({ message, remedy, canRestart }: ReplacedCopy): Promise<void> => {
    const question = { message, detail: `The window cannot be opened now. ${remedy}`, agree: 'Restart now' };
    if (!canRestart) await parts.dialogs.showFailure(message, question.detail);
    else if (await parts.dialogs.ask(question)) await handlers.restartApp({ losesWork: false });
  };
  const openWindow = async (): Promise<void> => {
    parts.copy.look();
    const { replacedCopy } = parts.snapshot();
    return replacedCopy && !window.hasPage() ? offerRestart(replacedCopy) : window.open();
  };
  const actions = createActionRunner({
    handlers,
    dialogs: parts.dialogs,
    openWindow,
    hasPage: () => window.hasPage(),
    requestPage: (request) => ipc.push('pageRequested', request),
    isWindowInFront: () => window.isFocused(),
    showResult: (done) => ipc.push('pressDone', { ...done, atMs: clock.nowMs() }),
    quit: () => app.quit(),
    isTooEarly: (error) => isTooEarly(toAxiomTokenError(error)),
    describeFailure: (error) => toFailure(error, 'menu', reporter),
  });

  const menu = createAppMenu(actions, process.platform);
  /**
   * What must be set before a window is made: colours, title, and the menu bar. Without it Electron would show a menu
   * bar of its own.
   */
  const prepareLook = (snapshot: Snapshot): void => {
    applyTheme(snapshot.preferences.theme);
    window.setSimulator(snapshot.simulatorOrigin !== undefined || snapshot.isDemoRunning);
    menu.update(snapshot, parts.shownProfile.get());
  };
  prepareLook(parts.snapshot());
  const startsHidden = parts.startsHidden || wasStartedWithSession(app, process.platform);
  if (!startsHidden) actions.openWindow();
  const trayHost = await openTrayHostWatch({ platform: process.platform, clock, logger });
  window.setHasTray(trayHost.isPresent());
  const first = parts.snapshot();
  const locale = { locale: first.timeLocale };
  const view = parts.tray;
  view.complete(() => parts.copy.look());
  const tray = createTrayPresenter({ view, clock, platform: process.platform, snapshot: first, locale });
  const stopWatchingHost = trayHost.subscribe((isPresent) => {
    window.setHasTray(isPresent);
    // An icon that was created before the tray host stays invisible.
    if (isPresent) view.remake();
  });

  const notes = openDesktopNotes({
    notifier: createNotifier({ icon: APP_ICON, platform: process.platform, clock, logger }),
    clock,
    locale,
    toldSignInEnds: parts.toldSignInEnds,
    showPage: (page, profileId) => actions.showPage(page, profileId),
    block: async ({ profileId, consumer }) => {
      await parts.consents.block(profileId, consumer.programId, { consumer: PERSON, via: 'window' });
    },
    describeFailure: (error) => toFailure(error, 'notification', reporter),
  });
  parts.setNotifier(notes.firstUse);
  const show = (snapshot: Snapshot): void => {
    prepareLook(snapshot);
    tray.update(snapshot);
    notes.update(snapshot);
    ipc.push('snapshotChanged', snapshot);
  };
  show(first);
  parts.shownProfile.onChange(() => menu.update(parts.snapshot(), parts.shownProfile.get()));
  const stopPublishing = publishSnapshots(parts.changes, parts.snapshot, show);

  const look = (): void => void parts.copy.look();
  app.on('browser-window-focus', look);
  // Once the app's files were replaced, a crashed page cannot be loaded again; this offers the restart instead.
  const onPageGone = (_event: unknown, contents: WebContents): void => {
    if (contents === window.contents() && parts.copy.state.kind !== 'same') actions.openWindow();
  };
  app.on('render-process-gone', onPageGone);
  const stopWatchingWake = watchWakeEvents({
    power: powerMonitor,
    isOnline: () => net.isOnline(),
    clock,
    onWake: () => {
      parts.onWake();
      tray.recheck();
    },
  });
  if (startsHidden && !trayHost.isPresent()) actions.openWindow();
  parts.commands.runWith((command) => runAppCommand(command, actions));

  return {
    openFile(file) {
      actions.openWindow();
      parts.openedBackup.offer(file).then(
        (fileName) => fileName !== undefined && ipc.push('fileOpened', { kind: 'backup', fileName }),
        (error: unknown) =>
          ipc.push('fileOpened', { kind: 'refused', failure: toFailure(error, 'file opened', reporter) }),
      );
    },
    dispose() {
      stopWatchingWake();
      app.off('browser-window-focus', look);
      app.off('render-process-gone', onPageGone);
      stopPublishing();
      stopWatchingHost();
      trayHost.dispose();
      notes.dispose();
      tray.dispose();
      ipc.dispose();
      window.dispose();
      stopServing();
    },
  };
}
