// What nearly every end-to-end test needs: a private desktop, a simulator, and apps that start on them with their own folders.
// Made in beforeAll, disposed in afterAll; the tests of a file share the desktop and clear its keychain in between.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AxiomSimulator, startAxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { defaultSwitches } from '../../axiom-simulator/switches';
import { type DesktopSession, openDesktopSession } from '../../support/desktop-session';
import { type AppOptions, type AppUnderTest, startApp, stateDirectoryOn } from './app-under-test';
import { emptyKeychain } from './keychain-entry';

/** Desktop, simulator and the apps on them. */
export interface Stage {
  readonly desktop: DesktopSession;
  /** The desktop's keyring, unlocked at first. */
  readonly keyring: NonNullable<DesktopSession['keyring']>;
  readonly simulator: AxiomSimulator;
  /** Path of a new, empty folder on the desktop. */
  newFolder(): Promise<string>;
  /** Starts the app against the simulator, with a new user-data folder unless one is given. */
  start(options?: Partial<Omit<AppOptions, 'desktop'>>): Promise<StartedApp>;
  /** Between two tests: unlocks the keyring, ends all apps, empties keychain and state folder, ends all sessions, resets the simulator's switches. */
  reset(): Promise<void>;
  dispose(): Promise<void>;
}

/** A running app and its folders. */
export type StartedApp = AppUnderTest & { readonly userDataDirectory: string };

/** Opens the stage: display, unlocked keyring, tray. */
export async function openStage(): Promise<Stage> {
  const desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  const { keyring } = desktop;
  if (!keyring) throw new Error('The desktop was ordered with a keyring.');
  const simulator = await startAxiomSimulator();
  const apps: AppUnderTest[] = [];
  const newFolder = (): Promise<string> => mkdtemp(join(desktop.dir, 'folder-'));
  const endApps = async (): Promise<void> => {
    for (const app of apps.splice(0)) await app.dispose();
  };
  return {
    desktop,
    keyring,
    simulator,
    newFolder,
    async start(options = {}) {
      const userDataDirectory = options.userDataDirectory ?? (await newFolder());
      const app = await startApp({ simulator, ...options, desktop, userDataDirectory });
      apps.push(app);
      return Object.assign(app, { userDataDirectory });
    },
    async reset() {
      keyring.thaw();
      await keyring.unlock();
      await endApps();
      await emptyKeychain(desktop);
      await rm(stateDirectoryOn(desktop), { recursive: true, force: true });
      simulator.revoke();
      Object.assign(simulator.switches, defaultSwitches());
      await simulator.start();
    },
    async dispose() {
      await endApps();
      await simulator.dispose();
      await desktop.dispose();
    },
  };
}
