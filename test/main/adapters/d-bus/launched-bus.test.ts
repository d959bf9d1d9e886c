// The file that dbus-launch writes: how it is found, what it contains, and when it is not trusted.

import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameSessionBus } from '../../../../main/adapters/d-bus/addresses';
import { launchedBusAddress } from '../../../../main/adapters/d-bus/launched-bus';
import { temporaryFolder } from '../../../support/temporary-folder';

const MACHINE = '3d1219c7c4c5404aaa1f6d2a48adfda4';
const ADDRESS = 'unix:abstract=/tmp/dbus-zZuG4JkzhX,guid=2ad22090568db27e23ef09cc6b0c0e58';
/** The format of dbus-launch 1.14. */
const note = (address: string, pid = 536) => `# This file allows processes on the machine with id ${MACHINE} using
# display :102 to find the D-Bus session bus with the below address.
# If the DBUS_SESSION_BUS_ADDRESS environment variable is set, it will
# be used rather than this file.
DBUS_SESSION_BUS_ADDRESS=${address}
DBUS_SESSION_BUS_PID=${pid}
DBUS_SESSION_BUS_WINDOWID=2097153
`;

/** Reads `files`; process 536 runs. */
const sources = (files: Readonly<Record<string, string>>) => ({
  read: (path: string) => files[path],
  isAlive: (pid: number) => pid === 536,
});
const inHome = (display: string) => `/home/jo/.dbus/session-bus/${MACHINE}-${display}`;

describe('the bus of a display', () => {
  it.each([
    [':102', '102'],
    [':10.0', '10'],
    ['desk:1.0', 'desk_1'],
  ])('%s is in the note %s', (DISPLAY, name) => {
    const files = { '/etc/machine-id': `${MACHINE}\n`, [inHome(name)]: note(`'${ADDRESS}'`) };
    expect(launchedBusAddress({ HOME: '/home/jo', DISPLAY }, sources(files))).toBe(ADDRESS);
  });

  it('is also found in a note without quotes, and by D-Bus’s own number of the machine first', () => {
    const files = { '/var/lib/dbus/machine-id': `${MACHINE}\n`, '/etc/machine-id': 'x', [inHome('0')]: note(ADDRESS) };
    expect(launchedBusAddress({ HOME: '/home/jo', DISPLAY: ':0' }, sources(files))).toBe(ADDRESS);
  });

  const files = { '/etc/machine-id': MACHINE, [inHome('0')]: note(ADDRESS) };
  it.each([
    ['without a display', { HOME: '/home/jo' }, files],
    ['without a home', { DISPLAY: ':0' }, files],
    ['on another display', { HOME: '/home/jo', DISPLAY: ':1' }, files],
    ['on another machine', { HOME: '/home/jo', DISPLAY: ':0' }, { ...files, '/etc/machine-id': 'other' }],
    ['that has ended', { HOME: '/home/jo', DISPLAY: ':0' }, { ...files, [inHome('0')]: note(ADDRESS, 537) }],
    ['whose note is empty', { HOME: '/home/jo', DISPLAY: ':0' }, { ...files, [inHome('0')]: '' }],
  ])('is none %s', (_what, env, there) => {
    expect(launchedBusAddress(env, sources(there))).toBeUndefined();
  });
});

describe('on this machine', () => {
  const machine = ['/var/lib/dbus/machine-id', '/etc/machine-id'].filter((path) => existsSync(path))[0];

  it.runIf(machine)('the note is read, and named in the environment, while its bus exists', async () => {
    const home = await temporaryFolder();
    const folder = join(home, '.dbus/session-bus');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${(await readFile(String(machine), 'utf8')).trim()}-0`);
    const named = (): string | undefined => {
      const env: NodeJS.ProcessEnv = { HOME: home, DISPLAY: ':0', DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
      nameSessionBus(env, 1, () => false);
      return env['DBUS_SESSION_BUS_ADDRESS'];
    };
    await writeFile(path, note(ADDRESS, process.pid));
    expect(named()).toBe(ADDRESS);
    // A request for the bus of dbus-launch gets that one, even if another one is in the session's folder.
    const asked = { HOME: home, DISPLAY: ':0', XDG_RUNTIME_DIR: '/r', DBUS_SESSION_BUS_ADDRESS: 'autolaunch:' };
    nameSessionBus(asked, 1, () => true);
    expect(asked.DBUS_SESSION_BUS_ADDRESS).toBe(ADDRESS);
    await writeFile(path, note(ADDRESS, 2 ** 31 - 1));
    expect(named()).toBe('disabled:');
    await writeFile(path, note(ADDRESS, 0));
    expect(named()).toBe('disabled:');
    await rm(path);
    await mkdir(path);
    expect(named()).toBe('disabled:');
  });
});
