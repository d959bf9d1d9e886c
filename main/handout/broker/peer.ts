// Who is at the other end of a connection, and what the core tells those who subscribe. Ports of the broker. Types.
import type { Socket } from 'node:net';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Consumer } from '../consumer';
import type { AccountState } from '../wire-calls';

/**
 * Who has connected, asked of the system. Called once for each connection, as soon as it is there: the program may end at any moment.
 * @throws AxiomTokenError `DENIED` for another user of this computer
 */
export type PeerOf = (socket: Socket) => Promise<Consumer>;

/** What processes have to do with each other, as far as the system tells it. */
export interface Lineage {
  /** The process at the other end, which of `axiom-tokens` is another than its consumer's; `undefined` where the system does not say. */
  pidOf(socket: Socket): number | undefined;
  /** Whether `pid` was surely not started by `starterPid`, nor by what that has started. False where it cannot be told. */
  isStranger(pid: number, starterPid: number): Promise<boolean>;
}

/** What the core knows of an account without asking anybody; `undefined` where there is no such account. */
export interface Account {
  /** Counts up with each new pair; absent without tokens. */
  readonly generation?: number | undefined;
  readonly state: AccountState;
}

export interface Accounts {
  look(profileId: string): Account | undefined;
  /** Calls `listener` after anything of any account may have changed. */
  onChange(listener: () => void): Unsubscribe;
}
