// The session bus at every address that desktops use: tray and keychain are found like by other programs. Real Electron, real bus, real keyring.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { CAN_REACH_ABSTRACT_SOCKETS } from '../support/abstract-sockets';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { temporaryFolder } from '../support/temporary-folder';
import { type AppUnderTest, startApp } from './support/app-under-test';
import { profileFromMain, signInByPaste } from './support/calls-from-page';
import { emptyKeychain, waitForTokensInKeychain } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';

const nowhere = (desktop: DesktopSession) => `unix:path=${join(desktop.dir, 'no-such-bus')}`;
type Environment = Readonly<Record<string, string | undefined>>;
type Case = readonly [what: string, environment: (desktop: DesktopSession) => Environment];

/** Shared by each desktop's tests. */
function onDesktop(bus: 'path' | 'abstract', cases: readonly Case[]): void {
  let desktop: DesktopSession;
  let simulator: AxiomSimulator;
  let app: AppUnderTest | undefined;

  beforeAll(async () => {
    desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true, bus });
    simulator = await startAxiomSimulator();
  });
  afterEach(async () => {
    await app?.dispose();
    await desktop.keyring?.unlock();
    await emptyKeychain(desktop);
  });
  afterAll(async () => {
    await simulator?.dispose();
    await desktop?.dispose();
  });

  it.each(cases)('%s', async (_what, environment) => {
    const userDataDirectory = await temporaryFolder();
    const start = async (): Promise<AppUnderTest> => {
      const args = ['--hidden'];
      app = await startApp({ desktop, simulator, userDataDirectory, args, env: environment(desktop) });
      return app;
    };
    const first = await start();
    await first.tray.waitForIcon('ring-dashed-idle');
    expect(first.electronApp.windows()).toHaveLength(0);
    await first.tray.activate();
    const page = await first.page();
    await signInByPaste(page, simulator);
    await waitForTokensInKeychain(desktop, () => simulator.currentTokens());
    expect(await profileFromMain(page)).toMatchObject({ headline: { kind: 'good' } });
    await first.quit();

    await desktop.keyring?.lock();
    const locked = await start();
    await locked.tray.waitForIcon('padlock-attention');
    await desktop.keyring?.unlock();
    await locked.tray.activate();
    await headline(await locked.page(), 'Healthy', 30_000);
  });
}

describe('a bus with a path is found', () => {
  onDesktop('path', [
    [
      'in the session’s folder, where no variable names it, as in tmux',
      ({ dir }) => ({ DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: dir }),
    ],
    [
      'as the second of several addresses',
      (desktop) => ({ DBUS_SESSION_BUS_ADDRESS: `${nowhere(desktop)};${desktop.busAddress}` }),
    ],
    [
      'in the session’s folder, where the variable asks to find it',
      ({ dir }) => ({ DBUS_SESSION_BUS_ADDRESS: 'autolaunch:scope=*user', XDG_RUNTIME_DIR: dir }),
    ],
    [
      'in the session’s folder, where the variable asks to find it if no other answers',
      (desktop) => ({ DBUS_SESSION_BUS_ADDRESS: `${nowhere(desktop)};autolaunch:`, XDG_RUNTIME_DIR: desktop.dir }),
    ],
    [
      'behind what is no address',
      ({ busAddress }) => ({ DBUS_SESSION_BUS_ADDRESS: `nonsense;unixexec:path=/bin/false;${busAddress}` }),
    ],
  ]);
});

describe('a variable that leads nowhere', () => {
  let desktop: DesktopSession;
  let app: AppUnderTest | undefined;
  beforeAll(async () => {
    desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: false });
  });
  afterEach(() => app?.dispose());
  afterAll(() => desktop?.dispose());

  it.each(['unix:path=/no/such/bus', 'nonsense', 'unixexec:path=/bin/false'])(
    'is used, as by secret-tool, and the app says where the bus is: %s',
    async (address) => {
      const env = { ...desktop.env, DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: desktop.dir };
      await expect(promisify(execFile)('secret-tool', ['lookup', 'a', 'b'], { env })).rejects.toThrow('secret-tool: ');
      app = await startApp({ desktop, userDataDirectory: await temporaryFolder(), env });
      const page = await app.page();
      const note = `Nothing answers at DBUS_SESSION_BUS_ADDRESS, so keychain and tray cannot be reached. The bus of your session is at ${desktop.busAddress}.`;
      await expect.poll(() => page.locator('.activity').textContent()).toContain(note);
      expect(app.output()).not.toContain('ownership violation');
    },
  );
});

describe.runIf(CAN_REACH_ABSTRACT_SOCKETS)('a bus in the abstract namespace is found', () => {
  onDesktop('abstract', [
    ['by its address', () => ({})],
    [
      'as the second of several addresses',
      (desktop) => ({ DBUS_SESSION_BUS_ADDRESS: `${nowhere(desktop)};${desktop.busAddress}` }),
    ],
  ]);
});
