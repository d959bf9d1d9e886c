// The one thing a command talks to. It calls the app over its socket, or carries out the same calls by itself where no app runs.
import type { Unsubscribe } from '../../core/ports/clock';
import type { CallName, Calls, LoginStep } from '../../handout/operations';
import type { HelloResult, Method, NotificationName } from '../../handout/protocol';

export interface CallOptions {
  /** Gives the call up. The session's own signal (a signal to the process, `--timeout`) holds beside it. */
  readonly signal?: AbortSignal;
  readonly onLogin?: (step: LoginStep) => void;
}

/** A connection to the app. */
export interface BrokerLink {
  readonly socket: string;
  readonly hello: HelloResult;
  /** @throws AxiomTokenError as the app answered; `BROKER_UNAVAILABLE` when the connection ends */
  request(method: Method, params: object, signal?: AbortSignal): Promise<unknown>;
  onNotification(listener: (name: NotificationName, params: unknown) => void): Unsubscribe;
  /** Called once, when the connection has ended. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}

export interface Session {
  /**
   * Connects where it has not, and asks.
   * @throws AxiomTokenError
   */
  call<Name extends CallName>(
    name: Name,
    params: Calls[Name]['params'],
    options?: CallOptions,
  ): Promise<Calls[Name]['result']>;
  /** As {@link call}, but carried out in this process whoever has answered until now: for the pause, which must work whatever the app does. @throws AxiomTokenError */
  callAlone<Name extends CallName>(name: Name, params: Calls[Name]['params']): Promise<Calls[Name]['result']>;
  /** Whether calls fail because nobody listens at the app's socket. Looks where it has not, and never fails. */
  isAway(): Promise<boolean>;
  /**
   * The connection to the app, or `undefined` where calls are carried out alone. A new one where the last has ended.
   * @throws AxiomTokenError `BROKER_UNAVAILABLE`
   */
  broker(): Promise<BrokerLink | undefined>;
  /** The connection to the app where it runs and answers, else `undefined`. Decides nothing, and never fails. */
  look(): Promise<BrokerLink | undefined>;
  /** Which of the two answers; connects where that has not been decided. */
  source(): Promise<'broker' | 'standalone'>;
  /**
   * Goes on alone where the app has ended for good. False where it runs, or none but it may be asked.
   * @throws AxiomTokenError as the places cannot be opened
   */
  leaveApp(): Promise<boolean>;
  /** Asks the app again where it is back; whether it is. Never fails. */
  returnToApp(): Promise<boolean>;
  /** Lets what goes on alone end, and closes the connection. */
  dispose(): Promise<void>;
}
