import type { LoginItemSettings, Settings } from 'electron';
import { expect, it } from 'vitest';
import {
  createElectronAutostart,
  type LoginItemApp,
  wasStartedWithSession,
} from '../../../../main/adapters/autostart/electron-autostart';

/** The used part of Electron's `app`; returns `item`. */
function makeApp(item: Partial<LoginItemSettings> = {}) {
  const asked: unknown[] = [];
  const set: Settings[] = [];
  const app: LoginItemApp = {
    getLoginItemSettings: (options) => {
      asked.push(options);
      return { openAtLogin: set.at(-1)?.openAtLogin ?? false, ...item } as LoginItemSettings;
    },
    setLoginItemSettings: (settings) => void set.push(settings),
  };
  return { app, asked, set };
}

const COMMAND = ['C:\\Axiom\\app.exe', '--user-data-dir=C:\\a b', '--hidden'] as const;

it('names program and arguments to Windows, when it asks as when it sets', async () => {
  const { app, asked, set } = makeApp();
  const autostart = createElectronAutostart(app, 'win32', COMMAND);
  const item = { path: 'C:\\Axiom\\app.exe', args: ['"--user-data-dir=C:\\a b"', '--hidden'] };
  expect(await autostart.read()).toBe('off');
  await autostart.set(true);
  await autostart.set(false);
  expect(asked).toEqual([item, item, item]);
  expect(set).toEqual([
    { ...item, openAtLogin: true, enabled: true },
    { ...item, openAtLogin: false },
  ]);
});

it('names nothing to macOS', async () => {
  const { app, asked, set } = makeApp();
  await createElectronAutostart(app, 'darwin', COMMAND).set(true);
  expect([asked, set]).toEqual([[{}], [{ openAtLogin: true, enabled: true }]]);
});

it.each([
  ['darwin', true, true],
  ['darwin', false, false],
  ['win32', true, false],
  ['linux', true, false],
] as const)('on %s with "opened at login" %s, the window stays away: %s', (platform, wasOpenedAtLogin, isHidden) => {
  expect(wasStartedWithSession(makeApp({ wasOpenedAtLogin }).app, platform)).toBe(isHidden);
});
