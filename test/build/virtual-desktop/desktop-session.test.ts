import { access, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { connectBus } from '../../../build/virtual-desktop/bus-connection.mjs';
import { runCommand } from '../../../build/run-command.mjs';
import { desktopBase } from '../../../build/virtual-desktop/desktop-session.mjs';
import { openDesktopSession } from '../../support/desktop-session';

const entry = ['service', 'axiom-test', 'account', 'default'];

function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

it.each([
  ['/var/tmp', '/var/tmp'],
  ['/no/such/folder', '/tmp'],
  [`/tmp/${'x'.repeat(115)}`, '/tmp'],
])('with %s for temporary files a virtual desktop lies in %s', (given, expected) => {
  expect(desktopBase(given)).toBe(expected);
});

describe('the virtual desktop', () => {
  it('keeps what is in its keyring over kill -9 and restarts, and knows whether it is locked', async () => {
    const desktop = await openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false });
    const { env, keyring } = desktop;
    if (keyring === undefined) throw new Error('no keyring');
    const lookup = () => runCommand('secret-tool', ['lookup', ...entry], { env });
    try {
      await runCommand('secret-tool', ['store', '--label=x', ...entry], { env, input: 'kept' });
      const first = keyring.pid();
      await keyring.kill();
      expect(hasEnded(first)).toBe(true);
      await keyring.restart();
      expect([await lookup(), await keyring.isLocked()]).toEqual(['kept', false]);
      await keyring.lock();
      expect(await keyring.isLocked()).toBe(true);
      await keyring.unlock();
      expect([await lookup(), await keyring.isLocked()]).toEqual(['kept', false]);
      await keyring.restart({ unlocked: false });
      expect(await keyring.isLocked()).toBe(true);
    } finally {
      await desktop.dispose();
    }
  });

  it('has a keyring that is locked from the start if requested', async () => {
    const desktop = await openDesktopSession({ display: false, keyring: 'locked', trayHost: false });
    expect(await desktop.keyring?.isLocked()).toBe(true);
    await desktop.dispose();
  });

  it('has no keyring, not even one that starts on demand, if none was requested', async () => {
    const desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: false });
    const bus = await connectBus(desktop.busAddress);
    const ask = bus.call('org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.DBus.Peer', 'Ping');
    await expect(ask).rejects.toThrow('org.freedesktop.secrets');
    bus.dispose();
    await desktop.dispose();
  });

  it('runs beside another one, each with its own screen, and leaves nothing behind', async () => {
    const order = { display: true, keyring: 'unlocked', trayHost: true } as const;
    const [one, two] = await Promise.all([openDesktopSession(order), openDesktopSession(order)]);
    expect(one.env['DISPLAY']).not.toBe(two.env['DISPLAY']);
    expect((await stat(String(one.env['XDG_RUNTIME_DIR']))).mode & 0o777).toBe(0o700);
    const pids = [one, two].map((desktop) => Number(desktop.keyring?.pid()));
    await Promise.all([one.dispose(), two.dispose()]);
    expect(pids.map(hasEnded)).toEqual([true, true]);
    await expect(access(one.dir)).rejects.toThrow('ENOENT');
    await expect(access(two.dir)).rejects.toThrow('ENOENT');
    await expect(runCommand('xdpyinfo', ['-display', String(one.env['DISPLAY'])])).rejects.toThrow('exit code 1');
  });
});
