// Connects the broker with its socket, for whoever serves programs: the app now, the agent next.
import { BrokerSocket } from '../adapters/handout/broker-socket';
import { sweepLeftSockets } from '../adapters/handout/left-sockets';
import type { SocketPlace } from '../adapters/handout/socket-place';
import { createPeerOfSocket } from '../adapters/peer/peer-of-socket';
import { createLineage } from '../adapters/peer/lineage';
import { createCredentialsOfSocket, type GetSocketOption } from '../adapters/peer/peer-credentials';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { RefreshLock } from '../core/ports/refresh-lock';
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import { Broker } from '../handout/broker/broker';
import type { Handout } from '../handout/handout';
import type { Operations } from '../handout/operations';
import type { HelloResult } from '../handout/protocol';
import { brokerAccounts } from './broker-accounts';

export interface OpenBrokerParts {
  readonly registry: Pick<ProfileRegistry, 'list' | 'onChange'>;
  readonly handout: Pick<Handout, 'gate' | 'consents'>;
  readonly operations: Operations;
  readonly place: () => SocketPlace;
  readonly lock: RefreshLock;
  readonly server: HelloResult['server'];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly platform: NodeJS.Platform;
  /** Of this process; absent on Windows. */
  readonly uid: number | undefined;
  readonly home: string;
  /** Loads what asks the kernel; the usual one when absent. */
  readonly load?: () => GetSocketOption;
}

export interface OpenBroker {
  /** Whether programs can connect, and what is in the way. */
  readonly socket: Pick<BrokerSocket, 'state' | 'onChange' | 'check'>;
  /** How many programs are connected. */
  readonly connectionCount: () => number;
  /** Tells all that it is over, and resolves when they have gone: a second later at the latest. */
  dispose(): Promise<void>;
}

/** Begins to listen; what is in the way of that is told by the socket's state. */
export function openBroker(parts: OpenBrokerParts): OpenBroker {
  const { registry, handout, operations, place, lock, server, clock, logger, platform, uid, home, load } = parts;
  const credentials = createCredentialsOfSocket({ platform, logger, load });
  const peerOf = createPeerOfSocket({ platform, uid, home, logger, credentials });
  const lineage = createLineage({ credentials, platform });
  const { gate, consents } = handout;
  const accounts = brokerAccounts(registry);
  const broker = new Broker({ operations, gate, consents, accounts, peerOf, lineage, server, clock, logger });
  const socket = new BrokerSocket({
    place,
    lock,
    onConnection: (connection) => broker.accept(connection),
    nameOf: async (other) => (await peerOf(other)).name,
    logger,
  });
  void socket.check().then(async (state) => {
    if (state.kind === 'listening') await sweepLeft({ place, uid, lock, clock });
  });
  // What was in the way may have gone.
  const stopWatching = registry.onChange(() => {
    if (socket.state.kind === 'trouble') void socket.check();
  });
  return {
    socket,
    connectionCount: () => broker.connectionCount,
    async dispose() {
      stopWatching();
      await socket.dispose();
      await broker.dispose();
    },
  };
}

async function sweepLeft({
  place,
  uid,
  lock,
  clock,
}: Pick<OpenBrokerParts, 'place' | 'uid' | 'lock' | 'clock'>): Promise<void> {
  const { folder } = place();
  if (folder !== undefined) await sweepLeftSockets({ folder, uid, lock, nowMs: () => clock.nowMs() });
}
