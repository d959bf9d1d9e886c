// Replaces the Secret Service of a virtual desktop by a second real one: a copy of gnome-keyring's program under another name, with its own
// unlocked keyring. For tests of what happens when another keychain answers.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startOwnedProcess } from '../../build/virtual-desktop/owned-process.mjs';
import { VIRTUAL_KEYRING_PASSWORD } from '../../build/virtual-desktop/virtual-keyring.mjs';
import { createSharedSessionBus } from '../../main/adapters/secret-service/shared-session-bus';
import { createSecretServiceProviderReader } from '../../main/adapters/secret-service/secret-service-provider';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import type { DesktopSession } from './desktop-session';
import { waitUntil } from './wait-until';

const run = promisify(execFile);

/** Ends the desktop's keyring and starts one with this process name; resolves when it answers. The result ends it. */
export async function startOtherKeyring(desktop: DesktopSession, name: string): Promise<() => Promise<void>> {
  await desktop.keyring?.kill();
  const folder = await mkdtemp(join(desktop.dir, 'other-'));
  const { stdout } = await run('which', ['gnome-keyring-daemon']);
  const program = join(folder, name);
  await copyFile(stdout.trim(), program);
  const env = { ...desktop.env, XDG_DATA_HOME: join(folder, 'data') };
  await mkdir(env.XDG_DATA_HOME);
  const daemon = startOwnedProcess(program, ['--foreground', '--components=secrets', '--unlock'], {
    env,
    logFile: join(folder, 'log'),
    input: VIRTUAL_KEYRING_PASSWORD,
  });
  const bus = createSharedSessionBus({ clock: createSystemClock(), env: desktop.env });
  const read = createSecretServiceProviderReader(bus);
  try {
    await waitUntil(`${name} answers`, async () => (await read()) !== undefined);
  } catch (error) {
    await daemon.stop();
    throw error;
  } finally {
    bus.dispose();
  }
  return () => daemon.stop();
}
