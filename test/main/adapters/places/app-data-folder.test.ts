import { homedir, userInfo } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appDataFolder, homeFolder } from '../../../../main/adapters/places/app-data-folder';

describe("the app's data folder", () => {
  it.each([
    ['linux', {}, '/h/.config/Axiom Token Manager'],
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/Axiom Token Manager'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/h/.config/Axiom Token Manager'],
    ['darwin', {}, '/h/Library/Application Support/Axiom Token Manager'],
    ['win32', { APPDATA: '/r' }, '/r/Axiom Token Manager'],
    ['win32', {}, '/h/AppData/Roaming/Axiom Token Manager'],
  ] as const)('on %s with %j', (platform, env, folder) => {
    expect(appDataFolder(platform, env, '/h')).toBe(folder);
  });
});

it.each(['', 'relative', './x'])('the home folder is what the system has on record where HOME is "%s"', (home) => {
  const { HOME } = process.env;
  onTestFinished(() => {
    if (HOME === undefined) delete process.env['HOME'];
    else process.env['HOME'] = HOME;
  });
  expect(homeFolder()).toBe(homedir());
  process.env['HOME'] = home;
  expect(homeFolder()).toBe(userInfo().homedir);
});
