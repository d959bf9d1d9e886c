// The composition root: opens everything in order and disposes it in reverse. Decides nothing about tokens.
import { app, BrowserWindow, dialog, protocol, systemPreferences } from 'electron';
import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { createAxiomAuthGateway } from '../adapters/axiom/axiom-auth-gateway';
import { createElectronNetTransport } from '../adapters/http/electron-net-transport';
import { createElectronUtilityProcessHost } from '../adapters/keychain/electron-utility-process-host';
import { createFileLogger } from '../adapters/logging/file-logger';
import { openPreferencesStore } from '../adapters/app-data/preferences-store';
import { createRefusedAuthGateway } from '../adapters/axiom/refused-auth-gateway';
import { createSystemClock } from '../adapters/platform/system-clock';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { recordActivity } from '../core/activity/record-activity';
import { hasEnvironmentTokens } from '../core/sign-in/environment-tokens';
import { createHandlers } from './ipc/handlers/handlers';
import { type SnapshotSources, toSnapshot } from './ipc/to-snapshot';
import { openCore } from '../compose/open-core';
import { createDemo } from '../compose/open-demo';
import { keptState } from './kept-state';
import { openServices } from './open-services';
import { BUNDLE_DIRECTORY, openShell, prepareWindow, type Shell } from './open-shell';
import { mayQuit, type UnfinishedProfile } from '../compose/quit';
import { askBeforeQuitting, closeBeforeQuitting, type Closer, showOver } from './quitting';
import { realAccountRefusal } from './real-account';
import { refuseToStart } from './refuse-to-start';
import { registerAppScheme } from './shell/windows/app-protocol';
import { closeWindow } from './shell/windows/close-window';
import { askToQuit } from './shell/messages/quit-question';
import { correctChromiumSwitches } from './shell/system/chromium-switches';
import { enableSandboxWherePossible, hardenAllContents, hardenAllSessions } from './shell/windows/harden-session';
import { createSignInSession } from './shell/sign-in/sign-in-session';
import { claimSingleInstance } from './shell/system/single-instance';
import { enlargeThreadPool } from './shell/system/thread-pool';
import { setWindowsAppId } from './shell/system/windows-app-id';
import { refuseWithoutDisplay, surroundingsOf } from './start-display';
import { logsDirectory, logTrouble, tell } from './start-log';
import { noteLostSignIn, noteStart } from './run-notes';
import { givenToThisStart, OpenedFiles } from './opened-files';
import { systemTimeLocale, timeSettingsOf } from './system-time-locale';
import { readStartOptions, refuseLongCommandLine, refuseWithoutLock, type StartOptions } from './start-options';

async function start(options: StartOptions, clock: Clock, logger: Logger, closers: Closer[]): Promise<Shell> {
  const { endpoints, flags, stateDirectory } = options;
  const random = Math.random;
  const dataDirectory = app.getPath('userData');
  const refusal = realAccountRefusal({
    isSimulator: endpoints.isSimulator,
    hasCurrentRuntime: 'handle' in protocol,
    isAllowedByFlag: flags.allowsRealAccountOnOldRuntime,
  });

  const signInSession = createSignInSession(randomBytes(8).toString('hex'));
  const transport = createElectronNetTransport({ session: signInSession, clock });
  // A run that may not open a real account must not use its saved tokens either.
  const gateway =
    refusal === undefined
      ? createAxiomAuthGateway({ transport, clock, random, endpoints, logger })
      : createRefusedAuthGateway(endpoints.siteOrigin, refusal);
  const keychainHost = createElectronUtilityProcessHost({
    childPath: path.join(BUNDLE_DIRECTORY, 'keychain-child.cjs'),
    env: process.env,
  });
  const { platform, env } = process;
  const folders = { dataDirectory, stateDirectory };
  const core = await openCore({ clock, logger, random, gateway, keychainHost, ...folders, env, platform });
  const { registry, lifecycle, activity } = core;
  closers.push(() => core.dispose());
  closers.push(recordActivity({ registry, activity, clock }));
  closers.push(() => noteLostSignIn(core));
  const preferences = openPreferencesStore({ directory: dataDirectory, clock, logger });
  if (preferences.read().isPaused) lifecycle.pause();
  noteStart(activity, options, preferences.wereLost, logger);
  const demo = createDemo({ registry, activity, clock, logger, random });
  closers.push(() => demo.dispose());

  const sources: SnapshotSources = {
    registry,
    index: core.index,
    isPaused: () => lifecycle.isPaused,
    activity,
    preferences: () => preferences.read(),
    version: app.getVersion(),
    timeLocale: systemTimeLocale(timeSettingsOf(app, systemPreferences, process)),
    simulatorOrigin: endpoints.isSimulator ? endpoints.siteOrigin : undefined,
    realAccountRefusal: refusal,
    isDemoRunning: demo.isRunning,
    hasEnvironmentTokens: hasEnvironmentTokens(env),
  };
  const snapshot = () => toSnapshot(sources);
  let isQuitting = false;
  const window = prepareWindow({
    clock,
    logger,
    isQuitting: () => isQuitting,
    staysInTray: () => preferences.read().staysInTray,
    place: keptState(preferences, 'windowPlace', logger),
  });
  const ask = (unfinished: readonly UnfinishedProfile[]) => askToQuit(unfinished, showOver(window));
  askBeforeQuitting({
    mayQuit: (canAsk) => mayQuit({ registry, clock, logger, canAsk, ask }),
    onLeave: async () => {
      isQuitting = true;
      await Promise.all(BrowserWindow.getAllWindows().map((each) => closeWindow(each, clock)));
    },
    logger,
  });
  const services = openServices({
    core,
    preferences,
    demo,
    window,
    signInSession,
    endpoints,
    snapshot,
    refusal,
    stateDirectory,
    clock,
    logger,
  });
  closers.push(() => services.clipboard.clearOurs().then(() => undefined));

  const shell = await openShell({
    clock,
    logger,
    window,
    dialogs: services.dialogs,
    openedBackup: services.openedBackup,
    handlers: createHandlers(services),
    snapshot,
    shownProfile: services.shownProfile,
    changes: [registry, activity, preferences],
    toldSignInEnds: keptState(preferences, 'toldSignInEnds', logger),
    onWake: () => {
      lifecycle.checkAllNow();
      registry.retryFailedStores();
    },
    startsHidden: flags.startsHidden,
  });
  closers.push(() => shell.dispose());
  // Nothing is sent any more once the app is bound to end.
  closers.push(() => lifecycle.dispose());

  // Off the start path: a keychain may ask the person for a password first.
  void registry.open();
  void activity.readEarlier();
  if (flags.isDemo) demo.start().catch((error: unknown) => logger.error('the demo could not be started', error));
  return shell;
}

function main(): void {
  // Before anything else: files that the app, Chromium or a child process creates are for this user only.
  process.umask(0o077);
  setWindowsAppId(app, process.platform, process.execPath);
  enlargeThreadPool(process.env);
  correctChromiumSwitches(app, process.platform);
  const { platform } = process;
  const refuse = (error: unknown) => refuseToStart(error, { app, dialog, stderr: process.stderr });
  const opened = new OpenedFiles(platform);
  opened.listenTo(app);
  let options: StartOptions;
  let shell: Shell | undefined;
  try {
    options = readStartOptions(app, process);
    const given = givenToThisStart(process, app.isPackaged);
    refuseLongCommandLine(process.argv, given);
    const claim = claimSingleInstance(app, platform, {
      tell: { ...given },
      onTold(told) {
        shell?.openWindow();
        opened.addTold(told);
      },
    });
    refuseWithoutLock(claim);
    if (claim.kind === 'second') {
      process.stdout.write('Axiom Token Manager runs already; its window was brought to the front.\n');
      app.quit();
      return;
    }
    opened.add(given);
    if (platform === 'linux') refuseWithoutDisplay(surroundingsOf(process));
  } catch (error) {
    refuse(error);
    return;
  }
  registerAppScheme();
  hardenAllSessions(app);
  hardenAllContents(app);
  enableSandboxWherePossible(app, process.argv);
  // Closing the window must not quit the app by itself: see close-behavior.ts.
  app.on('window-all-closed', () => undefined);
  app.on('activate', () => shell?.openWindow());

  app
    .whenReady()
    .then(async () => {
      const clock = createSystemClock();
      const directory = logsDirectory(app);
      const logger = createFileLogger({ directory, clock });
      const closers: Closer[] = [() => logger.dispose()];
      process.on('uncaughtException', (error) => logger.error('an error was not handled', error));
      process.on('unhandledRejection', (reason) => logger.error('a failed promise was not handled', reason));
      closeBeforeQuitting(closers, clock, logger);
      const notes = [...options.notes, ...logTrouble(directory)];
      for (const note of notes) tell(note, logger);
      const running = await start({ ...options, notes }, clock, logger, closers);
      shell = running;
      opened.openWith((file) => running.openFile(file));
    })
    .catch(refuse);
}

main();
