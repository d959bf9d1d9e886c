// The composition root: opens everything in order and disposes it in reverse. Decides nothing about tokens. Loaded by main/desktop/index.ts once the tray
// icon is there.
import { app, BrowserWindow, protocol, systemPreferences } from 'electron';
import { openPreferencesStore } from '../adapters/app-data/preferences-store';
import { createSystemClock } from '../adapters/platform/system-clock';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { recordActivity } from '../core/activity/record-activity';
import { hasEnvironmentTokens } from '../core/sign-in/environment-tokens';
import { openBrokerAfterStart } from './after-start';
import { openAppCore } from './app-core';
import { openAppHandout } from './app-handout';
import { COPY_DISK, createCopyWatch, filesOfCopy } from './copy-watch';
import { createHandlers } from './ipc/handlers/handlers';
import { type SnapshotSources, toSnapshot } from './ipc/to-snapshot';
import { createDemo } from '../compose/open-demo';
import { keptState } from './kept-state';
import { openServices } from './open-services';
import type { OpenedFiles } from './opened-files';
import { openShell, prepareWindow } from './open-shell';
import { mayQuit, type UnfinishedProfile } from '../compose/quit';
import { askBeforeQuitting, closeBeforeQuitting, type Closer, showOver } from './quitting';
import { realAccountRefusal } from './real-account';
import { replacedWords } from './replaced-copy';
import { prepareRestart } from './restart';
import type { StartOptions } from './start-options';
import type { CommandQueue } from './shell/menus/command-queue';
import type { AppTray } from './shell/tray/tray';
import { closeWindow } from './shell/windows/close-window';
import { askToQuit } from './shell/messages/quit-question';
import { logsDirectory, logTrouble, openLog, report } from './start-log';
import { noteLostSignIn, noteStart } from './run-notes';
import { systemTimeLocale, timeSettingsOf } from './system-time-locale';

/** Made by index.ts before the app is opened. */
export interface AppParts {
  readonly options: StartOptions;
  readonly tray: AppTray;
  readonly commands: CommandQueue;
  readonly opened: OpenedFiles;
}

/** Opens the app. @throws AxiomTokenError with a message for the user when it cannot be opened */
export async function openApp(parts: AppParts): Promise<void> {
  const clock = createSystemClock();
  const directory = logsDirectory(app);
  const logger = openLog(directory, clock, process);
  const closers: Closer[] = [() => logger.dispose()];
  closeBeforeQuitting(closers, clock, logger);
  const notes = [...parts.options.notes, ...logTrouble(directory)];
  for (const note of notes) report(note, logger);
  await open({ ...parts, options: { ...parts.options, notes } }, clock, logger, closers);
}

async function open(
  { options, tray, commands, opened }: AppParts,
  clock: Clock,
  logger: Logger,
  closers: Closer[],
): Promise<void> {
  const { endpoints, flags, stateDirectory } = options;
  const random = Math.random;
  const copy = createCopyWatch(filesOfCopy(process, app.isPackaged), COPY_DISK, logger);
  const dataDirectory = app.getPath('userData');
  const refusal = realAccountRefusal({
    isSimulator: endpoints.isSimulator,
    hasCurrentRuntime: 'handle' in protocol,
    isAllowedByFlag: flags.allowsRealAccountOnOldRuntime,
  });

  const folders = { dataDirectory, stateDirectory };
  const appCore = await openAppCore({ endpoints, refusal, ...folders, clock, logger, random });
  const { core } = appCore;
  const { registry, lifecycle, activity } = core;
  closers.push(() => core.dispose());
  closers.push(recordActivity({ registry, activity, clock }));
  closers.push(() => noteLostSignIn(core));
  const preferences = openPreferencesStore({ directory: dataDirectory, clock, logger });
  const mayLoad = (): boolean => copy.look().kind === 'same';
  const appHandout = openAppHandout({ core, preferences, mayLoad, ...folders, clock, logger });
  const { handout, setNotifier } = appHandout;
  closers.push(() => appHandout.dispose());
  noteStart(activity, options, { wereSettingsLost: preferences.wereLost, pause: handout.pause.state }, logger);
  const demo = createDemo({ registry, activity, clock, logger, random });
  closers.push(() => demo.dispose());

  const sources: SnapshotSources = {
    registry,
    index: core.index,
    pause: () => handout.pause.state,
    activity,
    preferences: () => preferences.read(),
    version: app.getVersion(),
    // Each snapshot checks it, and so does each refresh, because it changes the snapshot.
    replacedCopy: () => replacedWords(copy.look(), app.getVersion()),
    timeLocale: systemTimeLocale(timeSettingsOf(app, systemPreferences, process)),
    simulatorOrigin: endpoints.isSimulator ? endpoints.siteOrigin : undefined,
    realAccountRefusal: refusal,
    isDemoRunning: demo.isRunning,
    hasEnvironmentTokens: hasEnvironmentTokens(process.env),
  };
  const snapshot = () => toSnapshot(sources);
  let isQuitting = false;
  const restart = prepareRestart(app, process);
  const window = prepareWindow({
    clock,
    logger,
    isQuitting: () => isQuitting,
    staysInTray: () => preferences.read().staysInTray,
    place: keptState(preferences, 'windowPlace', logger),
    mayReload: mayLoad,
  });
  const ask = (unfinished: readonly UnfinishedProfile[]) => askToQuit(unfinished, showOver(window));
  askBeforeQuitting({
    mayQuit: (canAsk) => restart.unlessKept(() => mayQuit({ registry, clock, logger, canAsk, ask })),
    onLeave: async () => {
      isQuitting = true;
      restart.beforeLeaving();
      await Promise.all(BrowserWindow.getAllWindows().map((each) => closeWindow(each, clock)));
    },
    logger,
  });
  const services = openServices({
    ...appCore,
    handout,
    preferences,
    demo,
    window,
    endpoints,
    snapshot,
    refusal,
    stateDirectory,
    copy,
    restart: () => restart.ask(),
    clock,
    logger,
  });
  closers.push(() => services.clipboard.clearOurs().then(() => undefined));

  const shell = await openShell({
    clock,
    logger,
    window,
    tray,
    commands,
    dialogs: services.dialogs,
    openedBackup: services.openedBackup,
    handlers: createHandlers(services),
    snapshot,
    shownProfile: services.shownProfile,
    changes: [registry, activity, preferences, handout.pause, copy],
    copy,
    consents: handout.consents,
    setNotifier,
    toldSignInEnds: keptState(preferences, 'toldSignInEnds', logger),
    onWake: () => {
      lifecycle.checkAllNow();
      registry.retryFailedStores();
    },
    startsHidden: flags.startsHidden,
  });
  closers.push(() => shell.dispose());
  closers.push(
    openBrokerAfterStart({ core, appHandout, services, endpoints, refusal, sources, ...folders, clock, logger }),
  );
  // First to close: no request is sent once the app is quitting.
  closers.push(() => lifecycle.dispose());

  // Not awaited: a keychain may first ask the user for a password.
  void registry.open();
  void activity.readEarlier();
  if (flags.isDemo) demo.start().catch((error: unknown) => logger.error('the demo could not be started', error));
  opened.openWith((file) => shell.openFile(file));
}
