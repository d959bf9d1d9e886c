// The process at the other end of a real socket: a script, another user's program, one that has ended, one on another computer.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GetSocketOption } from '../../../../main/adapters/peer/peer-credentials';
import { createPeerOfSocket, type PeerOfSocketParts } from '../../../../main/adapters/peer/peer-of-socket';
import { createReadProcess } from '../../../../main/adapters/peer/read-process';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

const OWN_UID = process.getuid?.();

function peerOf(own: Partial<PeerOfSocketParts> = {}) {
  const logger = new RecordingLogger();
  const ask = createPeerOfSocket({ platform: 'linux', uid: OWN_UID, home: '/home/me', logger, ...own });
  return { ask, logger };
}

/** A socket, and the first client that `start` starts. */
async function firstClient(start: (path: string, folder: string) => ChildProcess | Promise<ChildProcess>) {
  const folder = await temporaryFolder();
  const path = join(folder, 's.sock');
  const server = createServer().listen(path);
  await once(server, 'listening');
  const child = await start(path, folder);
  const [socket] = (await once(server, 'connection')) as [Socket];
  socket.on('error', () => undefined);
  onTestFinished(() => {
    child.kill('SIGKILL');
    socket.destroy();
    server.close();
  });
  return { socket, child, folder };
}

const CLIENT = `require('node:net').connect(process.argv[2]).resume().on('error', () => undefined)`;

describe.runIf(process.platform === 'linux')('a client of this computer', () => {
  it('is named by the script that it runs', async () => {
    const { socket, child, folder } = await firstClient(async (path, folderOfIt) => {
      await writeFile(join(folderOfIt, 'bot.cjs'), CLIENT);
      return spawn(process.execPath, ['bot.cjs', path], { cwd: folderOfIt, stdio: 'ignore' });
    });
    expect(await peerOf().ask(socket)).toMatchObject({
      kind: 'program',
      name: `node running bot.cjs in ${folder}`,
      programId: `${process.execPath} ${folder}/bot.cjs`,
      pid: child.pid,
      script: join(folder, 'bot.cjs'),
    });
  });

  it('that has ended is reported as ended', async () => {
    const { socket, child } = await firstClient((path) =>
      spawn(process.execPath, ['-e', CLIENT.replace('argv[2]', 'argv[1]'), path], { stdio: 'ignore' }),
    );
    const readLater = async (pid: number) => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      return createReadProcess()(pid);
    };
    const name = `A program that has ended (process ${child.pid})`;
    expect(await peerOf({ read: readLater }).ask(socket)).toMatchObject({ kind: 'unknown', name });
  });

  it('that forwards for another computer is reported as that', async () => {
    const { socket } = await firstClient(async (path, folder) => {
      // The relaying program is identified by its file name: a copy of Node with that name.
      const sshd = join(folder, 'sshd');
      await copyFile(process.execPath, sshd);
      return spawn(sshd, ['-e', CLIENT.replace('argv[2]', 'argv[1]'), path], { stdio: 'ignore' });
    });
    expect(await peerOf().ask(socket)).toMatchObject({
      isForwarded: true,
      name: 'A program on another computer, via ssh',
    });
  });

  // Only root can start a program of another user.
  it.runIf(OWN_UID === 0)('of another user is refused, although the permissions would allow it', async () => {
    const { socket } = await firstClient(async (path, folder) => {
      await chmod(folder, 0o755);
      await chmod(path, 0o777);
      const code = CLIENT.replace('argv[2]', 'argv[1]');
      return spawn(process.execPath, ['-e', code, path], { uid: 65534, gid: 65534, stdio: 'ignore' });
    });
    const refusal = { code: 'DENIED', message: expect.stringContaining('belongs to another user') };
    await expect(peerOf().ask(socket)).rejects.toMatchObject(refusal);
  });
});

/** A kernel with this answer for every socket. */
const kernel =
  (pid: number, uid: number): GetSocketOption =>
  (_descriptor, _level, _name, value) => {
    const view = new DataView(value.buffer, value.byteOffset);
    view.setInt32(0, pid, true);
    view.setInt32(4, uid, true);
    return 0;
  };
const socketWith = (fd: number): Socket => Object.assign(new Socket(), { _handle: { fd } });
const facts = { pid: 5, parentPid: 1, sessionPid: 5, comm: 'bot', exe: '/b', argv: ['b'], isElsewhere: false };
const quiet = (own: Partial<PeerOfSocketParts>) => peerOf({ uid: 1000, uptime: () => 100, ...own });

describe('what cannot be determined', () => {
  it('where the kernel cannot be asked, is logged once, and the client is served', async () => {
    const { ask, logger } = quiet({
      load: () => {
        throw new Error('no such library');
      },
    });
    expect([(await ask(socketWith(7))).kind, (await ask(socketWith(7))).kind]).toEqual(['unknown', 'unknown']);
    expect(logger.lines.length).toBe(1);
  });

  it('where the socket shows no descriptor', async () => {
    expect(await quiet({ load: () => kernel(5, 1000) }).ask(new Socket())).toMatchObject({ kind: 'unknown' });
  });

  it('in a namespace that this one does not see into', async () => {
    const { ask } = quiet({ load: () => kernel(0, 1000) });
    expect(await ask(socketWith(7))).toMatchObject({ kind: 'unknown', name: 'A program in a container' });
  });

  it('where the number belongs to a process that came after the connection', async () => {
    const load = () => kernel(5, 1000);
    const later = quiet({ load, read: async () => ({ ...facts, startTicks: 101 }) });
    const before = quiet({ load, read: async () => ({ ...facts, startTicks: 100 }) });
    expect((await later.ask(socketWith(7))).name).toBe('A program that has ended (process 5)');
    expect((await before.ask(socketWith(7))).name).toBe('b');
  });

  it('on other systems is the program, but never the user', async () => {
    const { ask } = peerOf({
      platform: 'darwin',
      uid: 501,
      load: () => (_d, _l, name, value) => {
        new DataView(value.buffer, value.byteOffset).setInt32(name === 2 ? 0 : 4, name === 2 ? 5 : 501, true);
        return 0;
      },
    });
    expect(await ask(socketWith(7))).toMatchObject({ kind: 'unknown', pid: 5 });
  });
});

it.each([
  [0, 'root'],
  [1001, 'another user'],
])('user %d is refused in words', async (uid, words) => {
  const { ask } = quiet({ load: () => kernel(5, uid) });
  await expect(ask(socketWith(7))).rejects.toMatchObject({ code: 'DENIED', message: expect.stringContaining(words) });
});
