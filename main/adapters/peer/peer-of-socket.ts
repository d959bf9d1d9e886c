// Who is at the other end of a socket: the port of the broker over the kernel's answer and /proc.
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
  /** Of this process. */
  readonly uid: number | undefined;
  readonly home: string;
  readonly logger: Pick<Logger, 'error'>;
  readonly load?: (() => GetSocketOption) | undefined;
  /** Made of `load` unless it is shared. */
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
    // The kernel gives no number to those in a namespace that this one does not see into.
    if (pid === 0) return unknown('A program in a container', 'elsewhere');
    const connectedTicks = uptime();
    const readOnce = readAhead(read, pid);
    const facts = await readOnce(pid);
    const isLater = facts && connectedTicks !== undefined && facts.startTicks > connectedTicks;
    if (!facts || isLater) return { ...unknown(`A program that has ended (process ${pid})`, 'ended'), pid };
    return consumerOfFacts(facts, { read: readOnce, home });
  }
}

/** Rights keep others out already, but for root, who may read everything anyway: tokens are not for root's programs, unless the app is one of them. */
function otherUser({ uid }: PeerCredentials): AxiomTokenError {
  return new AxiomTokenError('DENIED', {
    message: `This socket serves only programs of the user that runs the app, and this one belongs to ${uid === 0 ? 'root' : 'another user'}.`,
    remedy: 'Run it as the user whose app it is, without sudo.',
  });
}
