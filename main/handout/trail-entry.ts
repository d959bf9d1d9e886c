// What the trail is made of: one entry for each token that left, and for each that was refused. Types.
import type { ErrorCode } from '../core/base/errors';
import type { Consumer } from './consumer';

/** How a token leaves. `command-line`: `axiom-tokens` without the app. */
export const VIAS = ['window', 'clipboard', 'export', 'socket', 'command-line'] as const;
export type Via = (typeof VIAS)[number];

/** Which token: the access token alone, or with the refresh token. */
export type TokenKind = 'access' | 'refresh';

export interface TrailEntry {
  /** Counts up by one from line to line, over all programs; a gap is a line that was lost or taken out. 0: of the demo, which is in no file and has no number. */
  readonly id: number;
  /** The number of the last line that is counted into this entry; the entry stands for the first. Absent where that is all. */
  readonly lastId?: number | undefined;
  /** Local clock. */
  readonly atMs: number;
  readonly event: 'handed-out' | 'refused' | 'allowed' | 'blocked' | 'forgotten' | 'policy' | 'paused' | 'resumed';
  readonly via: Via;
  /** Who asked, or whom it is about. */
  readonly consumer: Consumer;
  /** Absent where it is about all accounts. */
  readonly profileId?: string | undefined;
  readonly kind?: TokenKind | undefined;
  /** Who has changed what is decided about the program; absent where that was not another one. */
  readonly by?: Consumer | undefined;
  /** For how long the token was still valid, by the server's time; absent where that is not known. */
  readonly validForMs?: number | undefined;
  /** Which rule decided, in words: "first use, told". */
  readonly rule?: string | undefined;
  /** Why it was refused. */
  readonly code?: ErrorCode | undefined;
  /** What the program said it wants the token for. */
  readonly reason?: string | undefined;
  /** Eight hexadecimal digits that are the same for the same token, and tell nothing of it. */
  readonly tag?: string | undefined;
  /** How often: identical ones within a minute are one entry. */
  readonly count: number;
  /** When the last of them was. */
  readonly lastAtMs: number;
}

/** An entry that is still to be written down. */
export type NewTrailEntry = Omit<TrailEntry, 'id' | 'lastId' | 'atMs' | 'lastAtMs' | 'count'>;
