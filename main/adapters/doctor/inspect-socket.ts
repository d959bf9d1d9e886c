// For `doctor`: checks the socket for programs: its owner and permissions, and who answers. Sends only `hello`.
import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import * as z from 'zod';
import { startDeadline } from '../../core/flow/deadline';
import type { Clock } from '../../core/ports/clock';
import type { SocketAnswer, SocketFacts } from '../../doctor/program-verdicts';
import { LIMITS, PROTOCOLS } from '../../handout/protocol';
import { errnoOf, isMissing } from '../files/storage-error';

/** Just below the limit of a check. */
const LIMIT_MS = 5_000;

const helloSchema = z.object({
  result: z.object({
    protocol: z.number(),
    server: z.object({ kind: z.string().max(20), version: z.string().max(40), pid: z.number() }),
  }),
});

export interface InspectSocketParts {
  readonly path: string;
  /** The version of this program. */
  readonly version: string;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
}

export async function inspectSocket(parts: InspectSocketParts): Promise<SocketFacts> {
  const { path, platform } = parts;
  // A named pipe of Windows has neither folder nor mode.
  if (platform === 'win32') {
    const answer = await askHello(parts);
    return { folder: 'private', socket: answer === 'refused' ? 'absent' : 'private', answer };
  }
  const folder = await ownership(dirname(path), (found) => found.isDirectory());
  const hasFolder = folder !== 'absent' && folder !== 'other-kind';
  const socket = !hasFolder ? 'absent' : await ownership(path, (found) => found.isSocket());
  if (folder !== 'private' || socket !== 'private') return { folder, socket };
  return { folder, socket, answer: await askHello(parts) };
}

async function ownership(path: string, isRightKind: (found: Stats) => boolean): Promise<SocketFacts['socket']> {
  try {
    const found = await lstat(path);
    if (!isRightKind(found)) return 'other-kind';
    if (found.uid !== process.geteuid?.()) return 'not-own';
    return (found.mode & 0o077) === 0 ? 'private' : 'open';
  } catch (error) {
    if (isMissing(error)) return 'absent';
    if (errnoOf(error) === 'EACCES') return 'not-own';
    throw error;
  }
}

/** Sends `hello` and returns who answers. */
export function askHello({ path, version, clock }: InspectSocketParts): Promise<SocketAnswer> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let text = '';
    const end = (answer: SocketAnswer): void => {
      cancel();
      socket.destroy();
      resolve(answer);
    };
    const cancel = startDeadline(clock, LIMIT_MS, () => end(text === '' ? 'silent' : 'other'));
    const params = { protocols: PROTOCOLS, client: { name: 'axiom-tokens doctor', version } };
    socket.once('connect', () =>
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params })}\n`),
    );
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.length > LIMITS.lineBytes) end('other');
      else if (text.includes('\n')) end(readHello(text.slice(0, text.indexOf('\n'))));
    });
    socket.on('error', () => end(text === '' ? 'refused' : 'other'));
    socket.on('close', () => end(text === '' ? 'silent' : 'other'));
  });
}

function readHello(line: string): SocketAnswer {
  try {
    const { protocol, server } = helloSchema.parse(JSON.parse(line)).result;
    return { ...server, protocol };
  } catch {
    // The answer is not of our protocol.
    return 'other';
  }
}
