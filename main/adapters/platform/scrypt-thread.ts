// Derives one key with scrypt in a thread of its own. Node's asynchronous scrypt does half of its work in the thread that calls it where Electron's BoringSSL is
// under it: with our cost main stood still for a quarter of a second, with the largest permitted one for more than a second (measured in Electron 22).
import { Worker } from 'node:worker_threads';
import { AxiomTokenError } from '../../core/base/errors';
import type { ScryptParameters } from '../../core/ports/crypto';

/** As a text, because in a package there is no file of its own for it. */
const THREAD = `
  const { scryptSync } = require('node:crypto');
  const { parentPort, workerData } = require('node:worker_threads');
  const { passphrase, salt, length, options } = workerData;
  const key = scryptSync(passphrase, salt, length, options);
  passphrase.fill(0);
  parentPort.postMessage(key);
`;
/** Beside what the algorithm itself needs. Node's default limit of 32 MiB is too low for our cost. */
const SPARE_BYTES = 64 * 1024 * 1024;

/**
 * The key of `length` bytes. Rejects with Node's error for parameters that scrypt does not take.
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
  let give = (): void => undefined;
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      thread.once('message', (key: Uint8Array) => resolve(Buffer.from(key)));
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the scrypt thread has ended without a key')));
      give = () => reject(new AxiomTokenError('CANCELLED'));
      signal?.addEventListener('abort', give);
    });
  } finally {
    signal?.removeEventListener('abort', give);
    void thread.terminate();
  }
}
