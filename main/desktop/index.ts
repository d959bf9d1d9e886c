// The start: first what must be done before Electron is ready, then the tray icon, and only then everything else (open-app.ts). So a person
// sees the icon as early as possible.
import { app, dialog, protocol } from 'electron';
import * as path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { refuseToStart } from './refuse-to-start';
import { registerAppScheme } from './shell/windows/app-protocol';
import { correctChromiumSwitches } from './shell/system/chromium-switches';
import { enableSandboxWherePossible, hardenAllContents, hardenAllSessions } from './shell/windows/harden-session';
import { claimSingleInstance } from './shell/system/single-instance';
import { keepHeapSmall } from './shell/system/small-heap';
import { enlargeThreadPool } from './shell/system/thread-pool';
import { setWindowsAppId } from './shell/system/windows-app-id';
import { refuseWithoutDisplay, surroundingsOf } from './start-display';
import { filesOfThisStart, OpenedFiles } from './opened-files';
import { printsVersionOrHelp } from './version-and-help';
import { readStartOptions, refuseLongCommandLine, refuseWithoutLock, type StartOptions } from './start-options';
import { CommandQueue } from './shell/menus/command-queue';
import { openingModel } from './shell/tray/opening-model';
import { createTray } from './shell/tray/tray';

function main(): void {
  if (printsVersionOrHelp(app, process)) return;
  // First of all: files made by the app, Chromium or a child process are readable by this user only.
  process.umask(0o077);
  setWindowsAppId(app, process.platform, process.execPath);
  enlargeThreadPool(process.env);
  keepHeapSmall(setFlagsFromString, process.versions.v8);
  correctChromiumSwitches(app, process.platform);
  const { platform } = process;
  const refuse = (error: unknown) => refuseToStart(error, { app, dialog, stderr: process.stderr, platform });
  const commands = new CommandQueue(() => app.quit());
  const opened = new OpenedFiles(platform);
  opened.listenTo(app);
  let options: StartOptions;
  try {
    options = readStartOptions(app, process);
    const given = filesOfThisStart(process, app.isPackaged);
    refuseLongCommandLine(process.argv, given);
    const claim = claimSingleInstance(app, platform, {
      message: { ...given },
      onSecondStart(message) {
        commands.run({ kind: 'open-window' });
        opened.addFromSecondStart(message);
      },
    });
    refuseWithoutLock(claim);
    if (claim.kind === 'second') {
      process.stdout.write('Axiom Token Manager runs already; its window was brought to the front.\n');
      app.quit();
      return;
    }
    opened.add(given);
    if (platform === 'linux') refuseWithoutDisplay(surroundingsOf(process, app.isPackaged));
  } catch (error) {
    refuse(error);
    return;
  }
  registerAppScheme(protocol);
  hardenAllSessions(app);
  hardenAllContents(app);
  enableSandboxWherePossible(app, process.argv);
  // Closing the window must not quit the app by itself: see close-behavior.ts.
  app.on('window-all-closed', () => undefined);
  app.on('activate', () => commands.run({ kind: 'open-window' }));

  app
    .whenReady()
    .then(async () => {
      const tray = createTray({
        iconDirectory: path.join(__dirname, 'icons'),
        run: (command) => commands.run(command),
      });
      tray.show(openingModel(platform));
      await untilAnnounced();
      try {
        const { openApp } = await import('./open-app');
        await openApp({ options, tray, commands, opened });
      } catch (error) {
        // A click on the icon would do nothing while the error message is shown.
        tray.dispose();
        throw error;
      }
    })
    .catch(refuse);
}

/** Time for Chromium to register the icon with the desktop, which takes a few D-Bus calls; this process must stay free meanwhile. */
const ANNOUNCE_MS = 20;

function untilAnnounced(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ANNOUNCE_MS));
}

main();
