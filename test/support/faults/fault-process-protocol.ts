// What the programs of the fault tests are told and what they tell. Types only; tokens in it come from the simulator and are worth nothing.
import type { Flaw } from './fault-flaws';
import type { Death } from './fault-points';

/** How a program is started; given as JSON. */
export interface FaultProcessConfig {
  /** The app's own folder; programs of one person share it. */
  readonly dataDirectory: string;
  readonly profileId: string;
  /** Of the simulator. */
  readonly origin: string;
  /** `parts`: the keychain as on Windows, in entries of a few hundred bytes. */
  readonly store: 'keychain' | 'parts' | 'file';
  /** Bundled keychain child. */
  readonly keychainChildPath: string;
  /** Gets the names of the points that were passed. */
  readonly tracePath: string;
  /** For the start itself. */
  readonly death?: Death;
  /** What it does wrong on purpose. */
  readonly flaw?: Flaw;
}

export interface Pair {
  readonly access: string;
  readonly refresh: string;
}

/** What a program is told to do. */
export type FaultCommand =
  | { readonly act: 'look' | 'refresh' | 'clear' }
  | { readonly act: 'take'; readonly pair: Pair }
  | { readonly act: 'ask-code'; readonly email: string; readonly hash: string }
  | { readonly act: 'sign-in'; readonly code: string }
  | { readonly act: 'move-clock'; readonly byMs: number }
  | { readonly act: 'get-tokens'; readonly callers: number };

/** What is told when it is done: how the profile stands. */
export interface FaultAnswer {
  readonly pair?: Pair;
  readonly generation?: number;
  readonly storage: string;
  readonly wasInterrupted: boolean;
  /** Code of the error that the act ended with. */
  readonly failure?: string;
  /** Of `get-tokens`: the different access tokens that callers got. */
  readonly tokens?: readonly string[];
}
