// Connects to the app at its socket, as `axiom-tokens`.
import { type BrokerClient, connectBroker } from '../../handout/broker/client';

/** The socket of the app, and the key to connect with. */
export interface AppPlace {
  readonly path: string;
  /** The key that `exec` gave to its child. */
  readonly key: string | undefined;
}

/** @throws AxiomTokenError what {@link connectBroker} throws */
export function connectApp({ path, key }: AppPlace, version: string): Promise<BrokerClient> {
  return connectBroker({ path, key, client: { name: 'axiom-tokens', version } });
}

/** A connection that was started before the arguments were parsed. */
export interface EarlyConnection {
  /** Returns the connection, once, if it is the wanted one. Otherwise closes it. */
  take(wanted: AppPlace): Promise<BrokerClient> | undefined;
}
