// The commands and answers of the programs of the fault tests. Types only; tokens come from the simulator and have no value.
import type { Flaw } from './fault-flaws';
import type { Death } from './fault-points';

/** How a program is started; given as JSON. */
export interface FaultProcessConfig {
  /** The app's own folder, with the person's state folder in it; programs of one person share both. */
  readonly dataDirectory: string;
  readonly profileId: string;
  /** Of the simulator. */
  readonly origin: string;
  /** `parts`: the keychain as on Windows, in entries of a few hundred bytes. */
  readonly store: 'keychain' | 'parts' | 'file';
  /** How far its clock is ahead at the start, as those of the others have been moved; nothing when absent. */
  readonly clockAheadMs?: number;
  /** Bundled keychain child. */
  readonly keychainChildPath: string;
  /** Gets the names of the points that were passed. */
  readonly tracePath: string;
  /** For the start and its recovery. */
  readonly death?: Death;
  /** Its deliberate error. */
  readonly flaw?: Flaw;
}

export interface Pair {
  readonly access: string;
  readonly refresh: string;
}

/** A command to a program. */
export type FaultCommand =
  | { readonly act: 'look' | 'refresh' | 'clear' }
  /** To the place that the profile has at first (`store`), or to a file beside it. */
  | { readonly act: 'move'; readonly to: 'store' | 'other' }
  | { readonly act: 'take'; readonly pair: Pair }
  | { readonly act: 'ask-code'; readonly email: string; readonly hash: string }
  | { readonly act: 'sign-in'; readonly code: string }
  | { readonly act: 'move-clock'; readonly byMs: number }
  | { readonly act: 'get-tokens'; readonly callers: number };

/** The answer after a command: the state of the profile. */
export interface FaultAnswer {
  readonly pair?: Pair;
  readonly generation?: number;
  readonly storage: string;
  /** Which of its two places the profile uses now. */
  readonly at: 'store' | 'other';
  readonly wasInterrupted: boolean;
  /** Code of the error that the act ended with. */
  readonly failure?: string;
  /** Of `get-tokens`: the different access tokens that callers got. */
  readonly tokens?: readonly string[];
}
