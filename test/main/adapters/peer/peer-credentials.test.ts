// The kernel's call on each system; and a real socket of this computer identifies this process.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  credentialsOf,
  descriptorOf,
  type GetSocketOption,
  loadGetSocketOption,
} from '../../../../main/adapters/peer/peer-credentials';
import { temporaryFolder } from '../../../support/temporary-folder';

/** A kernel with one answer for each option. */
function kernel(answers: Readonly<Record<string, readonly number[]>>): GetSocketOption {
  return (descriptor, level, name, value, length) => {
    const words = answers[`${level}/${name}`];
    if (descriptor !== 7 || !words || value.length !== length[0]) return -1;
    const view = new DataView(value.buffer, value.byteOffset);
    words.forEach((word, at) => view.setInt32(at * 4, word, true));
    return 0;
  };
}

describe('credentials', () => {
  it.each<[string, NodeJS.Platform, Record<string, number[]>, object | undefined]>([
    ['Linux', 'linux', { '1/17': [4711, 1000, 1000] }, { pid: 4711, uid: 1000 }],
    ['Linux, of one that this namespace does not see', 'linux', { '1/17': [0, 65534, 65534] }, { pid: 0, uid: 65534 }],
    ['Linux, where the kernel says nothing', 'linux', {}, undefined],
    ['macOS', 'darwin', { '0/2': [4711], '0/1': [0, 501, 1, 20] }, { pid: 4711, uid: 501 }],
    ['macOS, of one that has ended', 'darwin', { '0/1': [0, 501, 1, 20] }, undefined],
    ['Windows', 'win32', { '1/17': [1, 2, 3] }, undefined],
  ])('%s', (_what, platform, answers, expected) => {
    expect(credentialsOf(7, platform, kernel(answers))).toEqual(expected);
  });

  it.runIf(process.platform === 'linux')('of a real connection, on both ends', async () => {
    const path = join(await temporaryFolder(), 's.sock');
    const server = createServer().listen(path);
    await once(server, 'listening');
    const client = connect(path);
    const [accepted] = (await once(server, 'connection')) as [Socket];
    const getOption = loadGetSocketOption();
    const own = { pid: process.pid, uid: process.getuid?.() };
    for (const socket of [accepted, client]) {
      expect(credentialsOf(descriptorOf(socket) ?? -1, 'linux', getOption)).toEqual(own);
    }
    client.destroy();
    accepted.destroy();
    server.close();
  });
});

it.each([[{}], [{ _handle: null }], [{ _handle: {} }], [{ _handle: { fd: -1 } }], [{ _handle: { fd: 'x' } }]])(
  '%j has no descriptor',
  (socket) => {
    expect(descriptorOf(socket as unknown as Socket)).toBeUndefined();
  },
);
