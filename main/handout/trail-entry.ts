// The entries of the audit trail: one for each token that was handed out or refused, and for each decision. Types.
import type { ErrorCode } from '../core/base/errors';
import type { Consumer } from './consumer';

/** The way a token is handed out. `command-line`: `axiom-tokens` without the app. */
export const VIAS = ['window', 'clipboard', 'export', 'socket', 'command-line'] as const;
export type Via = (typeof VIAS)[number];

/** Which token: the access token alone, or with the refresh token. */
export type TokenKind = 'access' | 'refresh';

export interface TrailEntry {
  /** Counts up by one from line to line, over all programs; a gap is a line that was lost or taken out. 0: of the demo, which is in no file and has no number. */
  readonly id: number;
  /**
   * The number of the last line that was folded into this entry; `id` is the number of the first. Absent for a single
   * line.
   */
  readonly lastId?: number | undefined;
  /** Local clock. */
  readonly atMs: number;
  readonly event: 'handed-out' | 'refused' | 'allowed' | 'blocked' | 'forgotten' | 'policy' | 'paused' | 'resumed';
  readonly via: Via;
  /** The program that asked, or that the decision is about. */
  readonly consumer: Consumer;
  /** Absent when the entry is about all accounts. */
  readonly profileId?: string | undefined;
  readonly kind?: TokenKind | undefined;
  /** The program that changed the decision; absent when no other program did. */
  readonly by?: Consumer | undefined;
  /** How long the token was still valid, by the server's time; absent when that is not known. */
  readonly validForMs?: number | undefined;
  /** Which rule decided, in words: "first use, told". */
  readonly rule?: string | undefined;
  /** The error that the program got, for a refusal. */
  readonly code?: ErrorCode | undefined;
  /** What the program said it wants the token for. */
  readonly reason?: string | undefined;
  /** Eight hexadecimal digits: the same for the same token, but the token cannot be derived from them. */
  readonly tag?: string | undefined;
  /** How many identical entries within a minute were folded into this one. */
  readonly count: number;
  /** When the last of them happened. */
  readonly lastAtMs: number;
}

/** An entry before it is written, without number and times. */
export type NewTrailEntry = Omit<TrailEntry, 'id' | 'lastId' | 'atMs' | 'lastAtMs' | 'count'>;
