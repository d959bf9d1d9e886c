// Identifies the program at the other end of a socket, from the kernel and /proc. Implements the broker's port PeerOf.
import { AxiomTokenError } from '../../core/base/errors';
import type { Logger } from '../../core/ports/logger';
import type { Consumer } from '../../handout/consumer';
import type { PeerOf } from '../../handout/broker/peer';
import { consumerOfFacts, unknown } from './consumer-of-process';
import {
  createCredentialsOfSocket,
  type CredentialsOfSocket,
  type GetSocketOption,
  type PeerCredentials,
} from './peer-credentials';
import { createReadProcess, readAhead, type ReadProcess, uptimeTicks } from './read-process';

export interface PeerOfSocketParts {
  readonly platform: NodeJS.Platform;
  /** The user id of this process. */
  readonly uid: number | undefined;
  readonly home: string;
  readonly logger: Pick<Logger, 'error'>;
  readonly load?: (() => GetSocketOption) | undefined;
  /** Absent: it is made with `load`. */
  readonly credentials?: CredentialsOfSocket;
  readonly read?: ReadProcess;
  readonly uptime?: () => number | undefined;
}

const NO_NAME = 'A program of yours that the system does not name';

export function createPeerOfSocket(parts: PeerOfSocketParts): PeerOf {
  const { platform, uid: ownUid, home, read = createReadProcess(), uptime = uptimeTicks } = parts;
  const { credentials = createCredentialsOfSocket(parts) } = parts;

  return async (socket) => {
    const peer = credentials(socket);
    if (!peer) return unknown(NO_NAME, 'unnamed');
    if (peer.uid !== ownUid) throw otherUser(peer);
    return platform === 'linux' ? consumerOfPeer(peer.pid) : { ...unknown(NO_NAME, 'unnamed'), pid: peer.pid };
  };

  async function consumerOfPeer(pid: number): Promise<Consumer> {
    // The process id is 0 for a process in a namespace that is not visible from here.
    if (pid === 0) return unknown('A program in a container', 'elsewhere');
    const connectedTicks = uptime();
    const readOnce = readAhead(read, pid);
    const facts = await readOnce(pid);
    const isLater = facts && connectedTicks !== undefined && facts.startTicks > connectedTicks;
    if (!facts || isLater) return { ...unknown(`A program that has ended (process ${pid})`, 'ended'), pid };
    return consumerOfFacts(facts, { read: readOnce, home });
  }
}

/** The refusal of another user. File permissions already stop all but root; root's programs get no tokens either, unless the app runs as root. */
function otherUser({ uid }: PeerCredentials): AxiomTokenError {
  return new AxiomTokenError('DENIED', {
    message: `This socket serves only programs of the user that runs the app, and this one belongs to ${uid === 0 ? 'root' : 'another user'}.`,
    remedy: 'Run it as the user whose app it is, without sudo.',
  });
}
