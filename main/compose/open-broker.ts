// Connects the broker with its socket. Called by the processes that serve programs.
import { BrokerSocket } from '../adapters/handout/broker-socket';
import { removeStaleSockets } from '../adapters/handout/stale-sockets';
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
  /** User id of this process; absent on Windows. */
  readonly uid: number | undefined;
  readonly home: string;
  /** Loads the native function that reads socket options; absent: the default one. */
  readonly load?: () => GetSocketOption;
}

export interface OpenBroker {
  /** Whether programs can connect, and if not, why. */
  readonly socket: Pick<BrokerSocket, 'state' | 'onChange' | 'check'>;
  /** How many programs are connected. */
  readonly connectionCount: () => number;
  /** Notifies all connections of the end, and resolves when they are closed: after one second at the latest. */
  dispose(): Promise<void>;
}

/** Starts to listen; if that fails, the socket's state says why. */
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
  // The cause of the failure may have gone.
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
  if (folder !== undefined) await removeStaleSockets({ folder, uid, lock, nowMs: () => clock.nowMs() });
}
