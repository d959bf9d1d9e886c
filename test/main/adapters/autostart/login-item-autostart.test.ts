import { describe, expect, it } from 'vitest';
import {
  createLoginItemAutostart,
  type LoginItem,
  windowsArgument,
} from '../../../../main/adapters/autostart/login-item-autostart';

const itemsOf = (item: LoginItem) => ({ get: () => item, set: () => undefined });
const fail = (): never => {
  throw new Error('no such service');
};

describe('what the system says', () => {
  it.each<[string, LoginItem, string]>([
    ['on, on macOS', { openAtLogin: true }, 'on'],
    ['off, on macOS', { openAtLogin: false }, 'off'],
    ['on, on Windows', { openAtLogin: true, executableWillLaunchAtLogin: true }, 'on'],
    ['switched off in the Task Manager', { openAtLogin: true, executableWillLaunchAtLogin: false }, 'off'],
    ['started with other arguments', { openAtLogin: false, executableWillLaunchAtLogin: true }, 'other'],
    ['off, on Windows', { openAtLogin: false, executableWillLaunchAtLogin: false }, 'off'],
  ])('%s', async (_what, item, state) => {
    expect(await createLoginItemAutostart(itemsOf(item)).read()).toBe(state);
  });

  it('is not "off" where it cannot be asked', async () => {
    const autostart = createLoginItemAutostart({ get: fail, set: () => undefined });
    await expect(autostart.read()).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  });
});

describe('a change', () => {
  it('that the system refuses or ignores is a failure', async () => {
    const deaf = createLoginItemAutostart(itemsOf({ openAtLogin: false }));
    await expect(deaf.set(true)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    await deaf.set(false);
    const refusing = createLoginItemAutostart({ get: () => ({ openAtLogin: false }), set: fail });
    await expect(refusing.set(false)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  });
});

it.each([
  ['--hidden', '--hidden'],
  ['--user-data-dir=C:\\a b', '"--user-data-dir=C:\\a b"'],
  ['--user-data-dir=C:\\a b\\', '"--user-data-dir=C:\\a b\\\\"'],
  ['--user-data-dir=C:\\a\\', '--user-data-dir=C:\\a\\'],
])('%s is %s on the command line of Windows', (argument, written) => {
  expect(windowsArgument(argument)).toBe(written);
});
