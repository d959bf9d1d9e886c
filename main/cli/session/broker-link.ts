// A connection to the app whose requests can be aborted; wraps the broker's client.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import type { BrokerClient } from '../../handout/broker/client';
import type { Method } from '../../handout/protocol';
import type { BrokerLink } from './session';

export function createBrokerLink(client: BrokerClient, socket: string, ownVersion: string): BrokerLink {
  const { hello } = client;
  return {
    socket,
    hello,
    async request(method, params, signal) {
      if (!hello.capabilities.includes(method)) throw tooOld(method, hello.server.version, ownVersion);
      signal?.throwIfAborted();
      // Aborting a request closes the connection, so the app knows that nobody waits for the answer.
      const stop = (): void => client.close();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        return await client.call(method, params as never);
      } catch (error) {
        throw signal?.aborted ? toAbortReason(signal) : error;
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
    onNotification: (listener) => client.onNotification((name, params) => listener(name, params)),
    onClose(listener) {
      let isWanted = true;
      void client.closed.then(() => {
        if (isWanted) listener();
      });
      return () => {
        isWanted = false;
      };
    },
    close: () => client.close(),
  };
}

function toAbortReason({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : toAxiomTokenError(reason);
}

function tooOld(method: Method, version: string, ownVersion: string): AxiomTokenError {
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: `The app that runs (version ${version}) does not know "${method}".`,
    remedy: `Quit it, install version ${ownVersion} or later, and start it again.`,
  });
}
