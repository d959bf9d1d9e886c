// Makes the services that the IPC handlers call: dialogs and files, clipboard, sign-in window, demo. Called by main/desktop/open-app.ts.
import { app, clipboard as electronClipboard, type Session } from 'electron';
import { realpathSync } from 'node:fs';
import { release, userInfo } from 'node:os';
import * as path from 'node:path';
import { createDesktopFileAutostart } from '../adapters/autostart/desktop-file-autostart';
import { createElectronAutostart } from '../adapters/autostart/electron-autostart';
import { startCommand } from '../adapters/autostart/start-command';
import type { AxiomEndpoints } from '../adapters/axiom/axiom-endpoints';
import { createNodeCrypto } from '../adapters/platform/node-crypto';
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import { type AuthTokens, createAuthTokens } from '../core/tokens/auth-tokens';
import { BrowserSignIn, type TokenWindow } from '../core/sign-in/browser-sign-in';
import type { Autostart } from '../core/ports/autostart';
import type { Clock } from '../core/ports/clock';
import type { HttpTransport } from '../core/ports/http-transport';
import type { KeychainChildHost } from '../adapters/keychain/keychain-child-host';
import type { Logger } from '../core/ports/logger';
import type { Handout } from '../handout/handout';
import type { AppServices } from './ipc/app-services';
import type { Core } from '../compose/open-core';
import { createBackupService } from '../core/backup/backup-service';
import type { Demo } from '../compose/open-demo';
import { LeftoverFinder } from '../adapters/leftovers/leftover-finder';
import { createAppDoctor } from './app-doctor';
import { appFacts, type Person } from './app-facts';
import { commandLineOfThisCopy, copySources } from './own-places';
import type { CopyWatch } from './copy-watch';
import { replacedWords } from './replaced-copy';
import { runningApp } from './restart';
import { logsDirectory } from './start-log';
import { appMenuModel } from './shell/menus/app-menu-model';
import { shortcutGroups } from './shell/menus/shortcut-groups';
import { showFolder } from './shell/system/show-folder';
import type { AppFact } from '../../preload/contract/help-schema';
import { createShownProfile, type ShownProfile } from './shell/menus/shown-profile';
import { moveToTrash } from './shell/system/trash';
import { createUserFiles, type OwnFiles } from './user-files';
import { createClipboardDevice } from './shell/system/clipboard';
import { createDialogs, type Dialogs } from './shell/messages/dialogs';
import { createLicencesWindow } from './shell/windows/licences-window';
import type { MainWindow } from './shell/windows/main-window';
import { createSecretClipboard } from './shell/system/secret-clipboard';
import type { SignInTokens } from './shell/sign-in/sign-in-cookies';
import { oneDialogAtATime } from './one-dialog';
import { openSignInWindow } from './shell/sign-in/sign-in-window';
import { createChoose, createConfirm } from '../core/intents/confirmation';
import { OpenedBackup } from './opened-backup';
import { createSocketCheck, type SocketCheck } from './socket-check';
import { createSocketTrouble } from './socket-notes';
import type { Snapshot } from '../../preload/contract/schemas';

export interface ServicesParts {
  readonly core: Core;
  readonly handout: Handout;
  readonly preferences: PreferencesStore;
  readonly demo: Demo;
  readonly window: MainWindow;
  readonly signInSession: Session;
  readonly endpoints: AxiomEndpoints;
  readonly transport: HttpTransport;
  readonly keychainHost: KeychainChildHost;
  readonly snapshot: () => Snapshot;
  readonly refusal: string | undefined;
  readonly stateDirectory: string;
  readonly copy: CopyWatch;
  /** Quits and starts again. */
  readonly restart: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function openServices(parts: ServicesParts): AppServices & {
  readonly dialogs: Dialogs;
  readonly shownProfile: ShownProfile;
  readonly openedBackup: OpenedBackup;
  readonly socketCheck: SocketCheck;
} {
  const { core, demo, window, clock, logger, endpoints } = parts;
  const dialogs = oneDialogAtATime(createDialogs(app.getPath('documents'), () => window.visibleWindow()));
  const clipboard = createSecretClipboard(createClipboardDevice(process.platform), clock, logger, (words) =>
    core.activity.add('token', words),
  );
  const shownProfile = createShownProfile();
  const confirm = createConfirm((question, signal) => dialogs.ask(question, signal));
  const own = ownFiles(parts);
  const files = createUserFiles(dialogs, clock, own);
  const crypto = createNodeCrypto();
  const version = app.getVersion();
  const autostart = createAutostart(process);
  const doctor = createAppDoctor({ ...parts, app }, autostart, process);
  const socketCheck = createSocketCheck(clock);
  const backups = createBackupService({ crypto, clock, appVersion: version });
  return {
    registry: core.registry,
    handout: parts.handout,
    origin: endpoints.siteOrigin,
    activity: core.activity,
    passwordSignIn: core.passwordSignIn,
    browserSignIn: new BrowserSignIn(() => openTokenWindow(parts)),
    startDemo: () => demo.start(),
    dialogs,
    files,
    openedBackup: new OpenedBackup(
      (file) => files.readBackup(file),
      (bytes) => backups.readLabel(bytes),
    ),
    whileNoDialogIsOpen: (run) => dialogs.whileNoneIsOpen(run),
    sealedFiles: core.sealedFiles,
    leftovers: new LeftoverFinder({ clock, ownPaths: () => [...own.folders(), ...own.tokenFiles()] }),
    homeFolder: app.getPath('home'),
    ...{ moveToTrash, clipboard, confirm },
    choose: createChoose((choice, signal) => dialogs.choose(choice, signal)),
    autostart,
    preferences: parts.preferences,
    shownProfile,
    setShownProfile: (profileId) => shownProfile.set(profileId),
    saveView: (view) => window.keepView(view),
    showLicences: createLicencesWindow(() => window.visibleWindow(), logger),
    replacedCopy: () => replacedWords(parts.copy.look(), version),
    restart: parts.restart,
    checkComputer: async () => {
      await socketCheck.run();
      return await doctor.run();
    },
    socketCheck,
    socketTrouble: createSocketTrouble(),
    commandLine: () => commandLineOfThisCopy(app, process, parts.stateDirectory),
    apiOrigin: endpoints.apiOrigins[0],
    platform: process.platform,
    appFacts: () => factsOfThisCopy(parts.stateDirectory),
    shortcuts: () =>
      shortcutGroups(appMenuModel(parts.snapshot(), process.platform, shownProfile.get()), process.platform),
    showLogFolder: () => showFolder(logsDirectory(app), clock),
    copyText: async (text) => await electronClipboard.writeText(text),
    snapshot: parts.snapshot,
    realAccountRefusal: parts.refusal,
    interactively: (run) => core.interactive.run(run),
    ...{ clock, crypto, version },
    env: process.env,
  };
}

/** Starting the app with the user's session, in the way of the system. */
function createAutostart(program: NodeJS.Process): Autostart {
  const { env, platform } = program;
  const command = startCommand(runningApp(app, program));
  if (platform !== 'linux') return createElectronAutostart(app, platform, command);
  return createDesktopFileAutostart({ directory: path.join(app.getPath('appData'), 'autostart'), command, env });
}

/** What a bug report says about this copy. */
function factsOfThisCopy(stateFolder: string): readonly AppFact[] {
  const { platform, arch, versions } = process;
  return appFacts({
    version: app.getVersion(),
    versions: { electron: versions.electron, chrome: versions['chrome'] ?? '', node: versions.node },
    system: { platform, arch, release: release() },
    copy: copySources(app, process),
    person: personHere(),
    folders: { data: app.getPath('userData'), state: stateFolder, logs: logsDirectory(app) },
  });
}

function personHere(): Person {
  const home = app.getPath('home');
  // Throws for a user that is not in the system's user database.
  const userName = tried(() => userInfo().username);
  const realPath = (one: string): string => tried(() => realpathSync(one)) ?? one;
  return { homes: [home, realPath(home)], realPath, ...(userName === undefined ? {} : { userName }) };
}

function tried<Value>(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** The files in which the app keeps tokens and what belongs to them. */
function ownFiles({ core, stateDirectory }: ServicesParts): OwnFiles {
  return {
    folders: () => [app.getPath('userData'), stateDirectory, logsDirectory(app)],
    tokenFiles() {
      // Includes places that an account has left while a copy there is still to be removed.
      const stores = core.index
        .list()
        .flatMap(({ store, removing = [] }) => [store, ...removing.map((each) => each.store)]);
      // An account without tokens is not in the index yet.
      const inUse = core.registry.list().map(({ store }) => store);
      return [...stores, ...inUse].flatMap((store) => ('path' in store ? [store.path] : []));
    },
  };
}

/** Opens the sign-in window and turns its cookies into a token pair. */
function openTokenWindow(parts: ServicesParts): TokenWindow {
  const { signInSession, endpoints, window, clock, logger } = parts;
  const parent = window.visibleWindow();
  const { result, ...open } = openSignInWindow({
    siteOrigin: endpoints.siteOrigin,
    apiOrigins: endpoints.apiOrigins,
    session: signInSession,
    clock,
    logger,
    ...(parent ? { parent } : {}),
  });
  const toTokens = ({ access, refresh, expiresAtMs }: SignInTokens): AuthTokens =>
    createAuthTokens({ accessToken: access, refreshToken: refresh, receivedAtMs: clock.nowMs(), expiresAtMs });
  return { ...open, tokens: result.then(toTokens) };
}
