// Authenticates to a bus over a new stream (chapter "Authentication Protocol" of the D-Bus specification). Used by connection.ts.
import type { Duplex } from 'node:stream';

/** Far longer than any line of the sign-in. */
const MAX_LINE_BYTES = 1_024;
const OK_LINE = /^OK [0-9a-f]*\r\n/i;

/** There is no connection, or it was lost. */
export class BusLost extends Error {
  override readonly name = 'BusLost';
}

/** Authenticates with the mechanism EXTERNAL: the bus asks the kernel who we are. Resolves to the bytes that came after the answer. */
export function signIn(stream: Duplex): Promise<Buffer> {
  const user = Buffer.from(String(process.geteuid?.() ?? '')).toString('hex');
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const fail = (error?: Error): void => {
      // The error listener is kept, because an error without a listener would end the process.
      reject(error ?? new BusLost('the bus ended the connection'));
      stream.destroy();
    };
    const read = (chunk: Buffer): void => {
      answer = Buffer.concat([answer, chunk]);
      const end = answer.indexOf('\r\n');
      if (end < 0 && answer.length <= MAX_LINE_BYTES) return;
      stream.off('data', read);
      if (!OK_LINE.test(answer.toString('latin1'))) return fail(new BusLost('the bus does not know this user'));
      stream.write('BEGIN\r\n');
      resolve(answer.subarray(end + 2));
    };
    stream.on('error', fail);
    stream.once('end', () => fail());
    stream.once('close', () => fail());
    stream.on('data', read);
    stream.write(`\0AUTH EXTERNAL ${user}\r\n`);
  });
}
