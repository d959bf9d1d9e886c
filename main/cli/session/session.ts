// The interface through which a command makes its calls: to the app over its socket, or in this process when no app runs.
import type { SeenAccount } from '../../compose/standalone/standalone-parts';
import type { Unsubscribe } from '../../core/ports/clock';
import type { CallName, Calls, LoginStep } from '../../handout/operations';
import type { HelloResult, Method, NotificationName } from '../../handout/protocol';

export type { SeenAccount };

export interface CallOptions {
  /** Aborts this call. The session's own signal (a signal to the process, `--timeout`) aborts it, too. */
  readonly signal?: AbortSignal;
  readonly onLogin?: (step: LoginStep) => void;
}

/** A connection to the app. */
export interface BrokerLink {
  readonly socket: string;
  readonly hello: HelloResult;
  /** @throws AxiomTokenError with the app's error; `BROKER_UNAVAILABLE` when the connection ends */
  request(method: Method, params: object, signal?: AbortSignal): Promise<unknown>;
  onNotification(listener: (name: NotificationName, params: unknown) => void): Unsubscribe;
  /** Called once, when the connection has ended. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}

export interface Session {
  /**
   * Makes a call; connects first if needed.
   * @throws AxiomTokenError
   */
  call<Name extends CallName>(
    name: Name,
    params: Calls[Name]['params'],
    options?: CallOptions,
  ): Promise<Calls[Name]['result']>;
  /**
   * Like {@link call}, but always in this process: for the pause, which must work even if the app does not answer.
   * @throws AxiomTokenError
   */
  callInProcess<Name extends CallName>(name: Name, params: Calls[Name]['params']): Promise<Calls[Name]['result']>;
  /** Whether calls fail because nothing listens at the app's socket. Looks for the app if needed, and never fails. */
  isAway(): Promise<boolean>;
  /**
   * The connection to the app (a new one if the last has ended), or `undefined` when calls are made in this process.
   * @throws AxiomTokenError `BROKER_UNAVAILABLE`
   */
  broker(): Promise<BrokerLink | undefined>;
  /** The connection to the app if it runs and answers, else `undefined`. Does not fix the session's choice, and never fails. */
  look(): Promise<BrokerLink | undefined>;
  /** Who answers calls; decides it if needed. */
  source(): Promise<'broker' | 'standalone'>;
  /**
   * Switches to calls in this process when the app has ended for good. False when it runs, or when `--require-broker` or a named socket forbids it.
   * @throws AxiomTokenError when the places cannot be opened
   */
  leaveApp(): Promise<boolean>;
  /** Switches back to the app when it runs again; true if it did. Never fails. */
  returnToApp(): Promise<boolean>;
  /**
   * The account as this process knows it; `undefined` if the core was not opened in this process. Hands out nothing.
   * Never fails.
   */
  readInProcess(named: string | undefined): Promise<SeenAccount | undefined>;
  /** Calls `listener` when an account or the pause changes. Does nothing if the core was not opened in this process. */
  onChangeInProcess(listener: () => void): Unsubscribe;
  /** Waits for work in this process to end, and closes the connection. */
  dispose(): Promise<void>;
}
