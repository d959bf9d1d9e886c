// The interface of a keychain with faults for the store-fault matrix: real on Linux, recorded for other systems. Types only.
import type { Keychain } from '../../../main/adapters/keychain/keychain';
import type { Expectation } from './fault-store-cell';

/** A fault of a keychain, and its repair. */
export interface StoreFault {
  readonly name: string;
  readonly expected: Expectation;
  /** Whether the fault changes the entries themselves; they must then stay as the fault left them. */
  readonly isInEntries?: boolean;
  begin(accounts: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

export interface StoreWorld {
  readonly name: string;
  readonly faults: readonly StoreFault[];
  /** The keychain for background work (no prompt), and for work inside the interactive scope. */
  readonly background: Keychain;
  readonly person: Keychain;
  /** Reads an entry without the app's code, while there is no fault. */
  lookUp(account: string): Promise<string | undefined>;
  /** The clock of this world's deadlines. */
  nowMs(): number;
  /** Resolves with the work; with a fake clock, advances it meanwhile. */
  finish<T>(work: Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}
