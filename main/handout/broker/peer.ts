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
