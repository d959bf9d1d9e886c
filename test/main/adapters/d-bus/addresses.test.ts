// The sockets in an address, and the session's address.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  nameSessionBus,
  parseBusAddresses,
  sessionBusAddress,
  withoutChromiumsAddress,
} from '../../../../main/adapters/d-bus/addresses';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('an address', () => {
  it.each([
    ['a path', 'unix:path=/run/user/1000/bus', [{ path: '/run/user/1000/bus' }]],
    ['a path with the id of the bus', 'unix:path=/run/bus,guid=0123abcd', [{ path: '/run/bus' }]],
    ['the id in front', 'unix:guid=0123abcd,path=/run/bus', [{ path: '/run/bus' }]],
    ['an abstract name', 'unix:abstract=/tmp/dbus-Xy,guid=01', [{ abstract: '/tmp/dbus-Xy' }]],
    ['escaped bytes', 'unix:path=/home/j%c3%b6/a%2cb%3bc%20d', [{ path: '/home/jö/a,b;c d' }]],
    ['several, in their order', 'unix:abstract=a;unix:path=/b', [{ abstract: 'a' }, { path: '/b' }]],
    ['several of which one is of another kind', 'tcp:host=h,port=1;unix:path=/b;', [{ path: '/b' }]],
    ['several of which one is damaged', 'unix:path=/%zz;unix:path=/b', [{ path: '/b' }]],
    ['a name as long as the system takes', `unix:path=/${'a'.repeat(106)}`, [{ path: `/${'a'.repeat(106)}` }]],
  ])('names %s', (_what, text, sockets) => {
    expect(parseBusAddresses(text)).toEqual(sockets);
  });

  it.each([
    '',
    ';',
    'nonsense',
    'unix:',
    'unix:path=',
    'unix:nothing=x',
    'unix:mypath=/x',
    'carrier-pigeon:path=/x',
    'disabled:',
    'unix:path=/a%00b',
    `unix:path=/${'a'.repeat(107)}`,
    `unix:abstract=${'ö'.repeat(54)}`,
  ])('%j names none', (text) => {
    expect(parseBusAddresses(text)).toEqual([]);
  });
});

describe('the address of the session', () => {
  const NAMED = 'unix:abstract=/tmp/dbus-Xy';
  it.each([
    ['the variable’s', { DBUS_SESSION_BUS_ADDRESS: NAMED, XDG_RUNTIME_DIR: '/r' }, ['/r/bus'], NAMED],
    [
      'the variable’s, though nobody listens there',
      { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/none' },
      [],
      'unix:path=/none',
    ],
    ['the folder’s without one', { XDG_RUNTIME_DIR: '/r' }, ['/r/bus', '/bus'], 'unix:path=/r/bus'],
    [
      'the folder’s with an empty one',
      { DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '/r' },
      ['/r/bus'],
      'unix:path=/r/bus',
    ],
    [
      'the folder’s with the one that Chromium has set',
      { DBUS_SESSION_BUS_ADDRESS: 'disabled:', XDG_RUNTIME_DIR: '/r' },
      ['/r/bus'],
      'unix:path=/r/bus',
    ],
    [
      'escaped where the folder’s name asks for it',
      { XDG_RUNTIME_DIR: '/r,;ö' },
      ['/r,;ö/bus'],
      'unix:path=/r%2C%3B%C3%B6/bus',
    ],
    ['none where there is none', { XDG_RUNTIME_DIR: '/r' }, [], undefined],
  ])('is %s', (_what, env, sockets, address) => {
    expect(sessionBusAddress(env, 7, (path, uid) => uid === 7 && (sockets as readonly string[]).includes(path))).toBe(
      address,
    );
  });
});

describe('a session whose bus is in its folder', () => {
  async function folderWithBus(): Promise<string> {
    const folder = await temporaryFolder();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'bus'), resolve));
    onTestFinished(() => void server.close());
    return folder;
  }

  it('has it in the environment for every program', async () => {
    const folder = await folderWithBus();
    const env = { DBUS_SESSION_BUS_ADDRESS: 'disabled:', XDG_RUNTIME_DIR: folder };
    nameSessionBus(env);
    expect(env.DBUS_SESSION_BUS_ADDRESS).toBe(`unix:path=${folder}/bus`);
  });

  it('differs from one with a socket of another user, or with no socket', async () => {
    const folder = await folderWithBus();
    const uid = process.geteuid?.() ?? 0;
    expect(sessionBusAddress({ XDG_RUNTIME_DIR: folder }, uid)).toBe(`unix:path=${folder}/bus`);
    expect(sessionBusAddress({ XDG_RUNTIME_DIR: folder }, uid + 1_000_000)).toBeUndefined();
    expect(sessionBusAddress({ XDG_RUNTIME_DIR: join(folder, 'bus') }, uid + 1_000_000)).toBeUndefined();
  });

  it.each([
    ['neither bus nor folder is named, as in cron', {}, ['/run/user/7/bus'], 'unix:path=/run/user/7/bus'],
    ['the folder’s name is empty', { XDG_RUNTIME_DIR: '' }, ['/run/user/7/bus', '/bus'], 'unix:path=/run/user/7/bus'],
    [
      'the folder is another user’s, as after su',
      { XDG_RUNTIME_DIR: '/r' },
      ['/run/user/7/bus'],
      'unix:path=/run/user/7/bus',
    ],
    [
      'Chromium has set its word',
      { DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
      ['/run/user/7/bus'],
      'unix:path=/run/user/7/bus',
    ],
    ['the named folder has one', { XDG_RUNTIME_DIR: '/r' }, ['/r/bus', '/run/user/7/bus'], 'unix:path=/r/bus'],
    ['there is none', {}, [], undefined],
    ['there is none, with Chromium’s word', { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, [], 'disabled:'],
  ])('is looked for in the user’s own folder: %s', (_what, given, sockets, named) => {
    const env: NodeJS.ProcessEnv = { ...given };
    nameSessionBus(env, 7, (path, uid) => uid === 7 && (sockets as readonly string[]).includes(path));
    expect(env['DBUS_SESSION_BUS_ADDRESS']).toBe(named);
  });

  const FOUND = 'unix:path=/run/user/7/bus';
  it.each([
    ['that is to be found', 'autolaunch:', FOUND],
    ['that is to be found in a scope', 'autolaunch:scope=*user', FOUND],
    ['that is to be found where no other answers', 'unix:path=/a; autolaunch:', `unix:path=/a;${FOUND}`],
    ['after one that would start a program', 'unixexec:path=/bin/sh;unix:path=/a', 'unix:path=/a'],
    ['after what is none', 'nonsense;unix:path=/%zz;unix:path=/a;', 'unix:path=/a'],
    ['over a network', 'tcp:host=h,port=1;nonce-tcp:host=h,port=1', 'tcp:host=h,port=1;nonce-tcp:host=h,port=1'],
    ['with its id', 'unix:path=/a,guid=01', 'unix:path=/a,guid=01'],
    ['that a program would reach', 'unixexec:path=/bin/sh', 'unix:path=/dev/null'],
    ['that is none', 'nonsense', 'unix:path=/dev/null'],
  ])('is named so that Chromium starts no program for it: one %s', (_what, named, address) => {
    const env = { DBUS_SESSION_BUS_ADDRESS: named };
    nameSessionBus(env, 7, (path) => path === '/run/user/7/bus');
    expect(env.DBUS_SESSION_BUS_ADDRESS).toBe(address);
  });

  it.each(['autolaunch:', ''])(
    'that does not exist replaces the address %j by one for which Chromium looks for no bus',
    (named) => {
      const env = { DBUS_SESSION_BUS_ADDRESS: named };
      nameSessionBus(env, 7, () => false);
      expect(env.DBUS_SESSION_BUS_ADDRESS).toBe('disabled:');
    },
  );

  it('that has named another one keeps that', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:abstract=x', XDG_RUNTIME_DIR: await folderWithBus() };
    nameSessionBus(env);
    expect(env.DBUS_SESSION_BUS_ADDRESS).toBe('unix:abstract=x');
  });
});

it.each([
  [{ DBUS_SESSION_BUS_ADDRESS: 'disabled:', HOME: '/h' }, { HOME: '/h' }],
  [
    { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/b', HOME: '/h' },
    { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/b', HOME: '/h' },
  ],
  [{ HOME: '/h' }, { HOME: '/h' }],
])('the environment %j of another program is %j', (env, expected) => {
  expect(withoutChromiumsAddress(env)).toEqual(expected);
});
