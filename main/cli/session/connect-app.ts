// Connects to the app at its socket, as `axiom-tokens`.
import { type BrokerClient, connectBroker } from '../../handout/broker/client';

/** Where the app is asked, and as whom. */
export interface AppPlace {
  readonly path: string;
  /** The key that `exec` gave to its child. */
  readonly key: string | undefined;
}

/** @throws AxiomTokenError what {@link connectBroker} throws */
export function connectApp({ path, key }: AppPlace, version: string): Promise<BrokerClient> {
  return connectBroker({ path, key, client: { name: 'axiom-tokens', version } });
}

/** A connection that was begun before it was known what the run needs. */
export interface EarlyConnection {
  /** The connection, once, if it leads to that place; else it is closed. */
  take(wanted: AppPlace): Promise<BrokerClient> | undefined;
}
