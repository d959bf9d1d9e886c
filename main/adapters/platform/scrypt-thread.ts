// Derives one key with scrypt in a separate thread. In Electron, with BoringSSL, Node's asynchronous scrypt does half of its work in the calling thread: with our
// cost the main process was blocked for a quarter of a second, with the largest permitted cost for more than a second (measured in Electron 22).
import { Worker } from 'node:worker_threads';
import { AxiomTokenError } from '../../core/base/errors';
import type { ScryptParameters } from '../../core/ports/crypto';

/** The code of the thread. As a text, because a package has no separate file for it. */
const THREAD = `
  const { scryptSync } = require('node:crypto');
  const { parentPort, workerData } = require('node:worker_threads');
  const { passphrase, salt, length, options } = workerData;
  const key = scryptSync(passphrase, salt, length, options);
  passphrase.fill(0);
  parentPort.postMessage(key);
`;
/** Added to the memory that the algorithm itself needs. Node's default limit of 32 MiB is too low for our cost. */
const SPARE_BYTES = 64 * 1024 * 1024;

/**
 * The key of `length` bytes. Rejects with Node's error for parameters that scrypt does not accept.
 * @throws AxiomTokenError `CANCELLED` as soon as `signal` is aborted; the computation itself ends a moment later
 */
export async function scryptInThread(
  passphrase: Uint8Array,
  salt: Uint8Array,
  { N, r, p }: ScryptParameters,
  length: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (signal?.aborted) throw new AxiomTokenError('CANCELLED');
  const options = { N, r, p, maxmem: 128 * N * r + SPARE_BYTES };
  const thread = new Worker(THREAD, { eval: true, workerData: { passphrase, salt, length, options } });
  let giveUp = (): void => undefined;
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      thread.once('message', (key: Uint8Array) => resolve(Buffer.from(key)));
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the scrypt thread has ended without a key')));
      giveUp = () => reject(new AxiomTokenError('CANCELLED'));
      signal?.addEventListener('abort', giveUp);
    });
  } finally {
    signal?.removeEventListener('abort', giveUp);
    void thread.terminate();
  }
}
