// With a fake socket. With a real daemon: desktop-session.test.ts.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unlockOverControlSocket } from '../../../build/virtual-desktop/keyring-control.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

/** A daemon that answers its first message with these chunks, and that message. */
async function daemon(answer: readonly string[]) {
  const path = join(await temporaryFolder(), 'control');
  const told: string[] = [];
  const server = createServer((socket) => {
    socket.once('data', (chunk) => {
      told.push(chunk.toString('hex'));
      for (const piece of answer) socket.write(Buffer.from(piece, 'hex'));
      if (answer.length === 0) socket.end();
    });
    socket.on('end', () => socket.end());
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return { path, told };
}

describe('unlocking a keyring', () => {
  it('sends a byte for the credentials, the length, the operation and the password with its length', async () => {
    const { path, told } = await daemon(['0000000800000000']);
    await expect(unlockOverControlSocket(path, 'pä')).resolves.toBeUndefined();
    expect(told).toEqual(['00' + '0000000f' + '00000001' + '00000003' + '70c3a4']);
  });

  it('understands an answer in pieces', async () => {
    const { path } = await daemon(['000000', '0800', '000000']);
    await expect(unlockOverControlSocket(path, 'x')).resolves.toBeUndefined();
  });

  it.each([
    ['another password is the right one', ['0000000800000001'], '0000000800000001'],
    ['it was not understood', ['0000000800000002'], '0000000800000002'],
    ['there was no answer', [], ''],
  ])('fails when %s', async (_why, answer, hex) => {
    const { path } = await daemon(answer);
    await expect(unlockOverControlSocket(path, 'x')).rejects.toThrow(`the keyring refused its password (${hex})`);
  });

  it('fails when no daemon is there', async () => {
    await expect(unlockOverControlSocket(join(await temporaryFolder(), 'control'), 'x')).rejects.toThrow('ENOENT');
  });
});
