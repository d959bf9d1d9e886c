// The stream to a real bus by path and by abstract name, and to an address without a bus.
import type { Duplex } from 'node:stream';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dial } from '../../../../main/adapters/d-bus/dial';
import { signIn } from '../../../../main/adapters/d-bus/sign-in';
import { CAN_REACH_ABSTRACT_SOCKETS } from '../../../support/abstract-sockets';
import { openDesktopSession } from '../../../support/desktop-session';
import { temporaryFolder } from '../../../support/temporary-folder';

async function startBus(bus: 'path' | 'abstract'): Promise<string> {
  const desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: false, bus });
  onTestFinished(() => desktop.dispose());
  return join(desktop.dir, 'bus');
}
const ended = (stream: Duplex) => new Promise<void>((resolve) => stream.once('close', () => resolve()));

describe('a stream', () => {
  it('by a path leads to the bus', async () => {
    const stream = dial({ path: await startBus('path') });
    expect(await signIn(stream)).toHaveLength(0);
    stream.destroy();
    await ended(stream);
  });

  it.runIf(CAN_REACH_ABSTRACT_SOCKETS)('by an abstract name leads to the bus', async () => {
    const stream = dial({ abstract: await startBus('abstract') });
    expect(await signIn(stream)).toHaveLength(0);
    stream.destroy();
    await ended(stream);
  });

  it('by a path where nobody listens fails', async () => {
    await expect(signIn(dial({ path: join(await temporaryFolder(), 'none') }))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('by an abstract name where nobody listens fails', async () => {
    await expect(signIn(dial({ abstract: await temporaryFolder() }))).rejects.toBeInstanceOf(Error);
  });
});
