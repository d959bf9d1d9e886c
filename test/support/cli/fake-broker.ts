// The app behind a session, as the command line sees it: connections that end, notifications, and a record of the requests.
import type { BrokerLink } from '../../../main/cli/session/session';
import { AxiomTokenError } from '../../../main/core/base/errors';
import type { NotificationName } from '../../../main/handout/protocol';
import type { WireNotifications } from '../../../main/handout/wire-calls';

type Hear = (name: NotificationName, params: unknown) => void;

export class FakeBroker {
  /** The requested methods with their parameters. */
  readonly asked: [method: string, params: object][] = [];
  /** How often the app was looked for. */
  tries = 0;
  isRunning = true;
  /** Answers by method; other methods answer with an empty object. */
  answers: Partial<Record<string, () => unknown>> = {};
  #link: (BrokerLink & { drop(): void; hear: Hear }) | undefined;

  /** As in a session: the connection, or a new one when it has ended. */
  async broker(): Promise<BrokerLink> {
    this.tries += 1;
    if (!this.isRunning) throw new AxiomTokenError('BROKER_UNAVAILABLE');
    this.#link ??= this.#connect();
    return this.#link;
  }

  async call(method: string, params: object): Promise<never> {
    const link = await this.broker();
    return (await link.request(method as never, params)) as never;
  }

  tell<Name extends NotificationName>(name: Name, params: WireNotifications[Name]): void {
    this.#link?.hear(name, params);
  }

  /** Ends the connection, as when the app quits. */
  drop(): void {
    this.#link?.drop();
  }

  #connect(): BrokerLink & { drop(): void; hear: Hear } {
    const listeners = new Set<Hear>();
    const closers = new Set<() => void>();
    return {
      socket: '/run/broker.sock',
      hello: { protocol: 1, server: { kind: 'app', version: '1.0.0', pid: 1 }, capabilities: [] },
      request: async (method, params) => {
        this.asked.push([method, params]);
        return this.answers[method]?.() ?? {};
      },
      onNotification: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onClose: (listener) => {
        closers.add(listener);
        return () => closers.delete(listener);
      },
      close: () => undefined,
      hear: (name, params) => {
        for (const listener of Array.from(listeners)) listener(name, params);
      },
      drop: () => {
        this.#link = undefined;
        for (const close of Array.from(closers)) close();
      },
    };
  }
}
