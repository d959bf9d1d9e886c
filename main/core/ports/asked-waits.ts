// The waits that Axiom has asked for: until when no refresh of a place's tokens is sent, whichever program of this user was asked to wait.
// Implemented by files in the folder that all processes of this user share.
import type { StillWanted } from './still-wanted';

/** One wait. Not secret. */
export interface NotedWait {
  /** The fingerprint of the refresh token that was sent (`fingerprintOf`); the wait does not hold for another sign-in. */
  readonly token: string;
  /** When Axiom asked for it, local clock. */
  readonly askedAtMs: number;
  readonly waitMs: number;
}

/** The waits of all places. Failures are `AxiomTokenError`s (`STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; `TIMEOUT` when `isWanted` returned false). */
export interface AskedWaits {
  /** The newest wait of a place; `undefined` where there is none, or it cannot be understood. */
  read(place: string): Promise<NotedWait | undefined>;
  /** Replaces the former one. Durable when it resolves. */
  note(place: string, wait: NotedWait, isWanted?: StillWanted): Promise<void>;
  /** Removes it; does nothing if there is none. */
  drop(place: string, isWanted?: StillWanted): Promise<void>;
}
