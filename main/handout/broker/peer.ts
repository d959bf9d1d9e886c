// The ports of the broker: who is at the other end of a connection, and the accounts that clients can subscribe to. Types.
import type { Socket } from 'node:net';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Consumer } from '../consumer';
import type { AccountState } from '../wire-calls';

/**
 * Identifies the program that has connected, by asking the system. Called once for each connection, at once, because the program may end at any moment.
 * @throws AxiomTokenError `DENIED` for another user of this computer
 */
export type PeerOf = (socket: Socket) => Promise<Consumer>;

/** How processes are related, as far as the system shows it. */
export interface Lineage {
  /**
   * The id of the process at the other end; `undefined` when the system does not provide it. For `axiom-tokens` that
   * is the command line itself, not the program that runs it.
   */
  pidOf(socket: Socket): number | undefined;
  /** Whether `pid` is certainly not a descendant of `starterPid`. False when that is not known. */
  isStranger(pid: number, starterPid: number): Promise<boolean>;
}

/** The present state of an account. */
export interface Account {
  /** Counts up with each new pair; absent without tokens. */
  readonly generation?: number | undefined;
  /** As `TokenAnswer` names it. */
  readonly account?: string | undefined;
  readonly state: AccountState;
}

export interface Accounts {
  /** The account; `undefined` when there is none with this id. */
  look(profileId: string): Account | undefined;
  /** Calls `listener` after any account may have changed. */
  onChange(listener: () => void): Unsubscribe;
}
