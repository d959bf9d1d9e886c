// The calls that are made in this process, without the app, as a session uses them. Types.
import type { SeenAccount } from '../../compose/standalone/standalone-parts';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Consumer } from '../../handout/consumer';
import type { Operations } from '../../handout/operations';

/** The calls, made in this process. */
export interface InProcessCalls {
  readonly operations: Operations;
  /** The program that is recorded as asking: the one that started the command line. */
  readonly consumer: Consumer;
  /** The account with this id or name, or the default one, as it is now. */
  look(named: string | undefined): SeenAccount | undefined;
  /** Calls `listener` when an account or the pause changes, whichever program has changed it. */
  onChange(listener: () => void): Unsubscribe;
  /** Waits for saves and refreshes in progress. */
  dispose(): Promise<void>;
}
