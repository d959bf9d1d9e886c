// What the store-fault matrix asks of a keychain that can be broken: real on Linux, recorded for the systems that are not at hand.
import type { Keychain } from '../../../main/adapters/keychain/keychain';
import type { Expectation } from './fault-store-cell';

/** Something that goes wrong with a keychain, and the end of it. */
export interface StoreFault {
  readonly name: string;
  readonly expected: Expectation;
  /** Whether it lies in the entries themselves, so that they are to stay as it has made them. */
  readonly isInEntries?: boolean;
  begin(accounts: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

export interface StoreWorld {
  readonly name: string;
  readonly faults: readonly StoreFault[];
  /** As work in the background sees the keychain, and as work that a person waits for does. */
  readonly background: Keychain;
  readonly person: Keychain;
  /** What lies under an account, asked past the program, while all is well. */
  lookUp(account: string): Promise<string | undefined>;
  /** Time as this world's deadlines count it. */
  nowMs(): number;
  /** Resolves with the work; where time is made, makes it pass. */
  finish<T>(work: Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}
