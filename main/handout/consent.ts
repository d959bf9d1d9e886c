// What persons have decided about programs, and how they are asked and told. Types; what follows for a program that asks is in decide-consent.ts.
// Consents keeps the decisions; HandoutGate asks.
import type { Unsubscribe } from '../core/ports/clock';
import type { Consumer } from './consumer';
import type { TokenKind } from './trail-entry';

/** What happens when a program that nobody has decided about asks. `notify`: it is allowed, and the person is told. `ask`: the person is asked first. */
export const CONSENT_POLICIES = ['notify', 'ask'] as const;
export type ConsentPolicy = (typeof CONSENT_POLICIES)[number];

/** Holds for accounts that have no policy of their own, where what was kept of them is lost. */
export const ALL_ACCOUNTS = '*';

/**
 * For how long an answer holds. `once`: this request alone. `session`: the same terminal session or desktop program, until 10 minutes without use, 12 hours at
 * most. `run`: until the screen is locked or the app quits. `always`: for this program. `hour`: one hour (a refusal).
 */
export const CONSENT_SCOPES = ['once', 'session', 'run', 'always', 'hour'] as const;
export type ConsentScope = (typeof CONSENT_SCOPES)[number];

/** A decision that is remembered. */
export interface Consent {
  /** Short, and unique among them. */
  readonly id: string;
  readonly profileId: string;
  readonly programId: string;
  /** Present where it holds for one session only. */
  readonly sessionId?: string | undefined;
  /** Present where it is about the refresh token only: a refusal for a while. That a program may have one is never remembered. */
  readonly kind?: 'refresh' | undefined;
  /** What the program's file was then. */
  readonly binary?: string | undefined;
  /** See {@link Consumer.fileId}, as it was then. */
  readonly fileId?: string | undefined;
  /** The consumer's name then. */
  readonly name: string;
  readonly decision: 'allow' | 'deny';
  readonly scope: Exclude<ConsentScope, 'once'>;
  /** `told`: nobody has decided; the program was allowed by the policy `notify`, and the person was told. */
  readonly by: 'person' | 'told';
  /** Local clock. */
  readonly decidedAtMs: number;
  readonly lastUsedAtMs?: number | undefined;
}

export type TaskEffect = 'exposes' | 'allows' | 'destroys';

/** What a person is asked. */
export interface ConsentQuestion {
  readonly profileId: string;
  readonly consumer: Consumer;
  readonly kind: TokenKind;
  readonly reason?: string | undefined;
  /** What it wants done with the whole sign-in instead of being given a token, as the end of "It wants to …". Absent where it asks for a token. */
  readonly task?: string | undefined;
  /** What follows from the task: a sign-in leaves the app's keeping (when absent), programs may have more than before, or something is removed or replaced. */
  readonly effect?: TaskEffect | undefined;
  /** Why a program that was allowed before is asked about again; absent the first time. */
  readonly why?: string | undefined;
}

/**
 * `unanswered`: nobody was there, the screen is locked (or blank, where the desktop does not tell), the time ran out, or the question was closed. Nothing is remembered then. `resting`: nobody was asked, because a
 * question about this program had no answer a short while ago.
 */
export type ConsentAnswer =
  | { readonly decision: 'allow' | 'deny'; readonly scope: ConsentScope }
  | { readonly decision: 'unanswered'; readonly why: 'timeout' | 'locked' | 'blank-or-locked' | 'closed' | 'nobody' }
  | { readonly decision: 'unanswered'; readonly why: 'resting'; readonly leftMs: number };

/** How many requests wait for an answer, as that changes. */
export interface WaitingRequests {
  readonly count: number;
  onChange(listener: () => void): Unsubscribe;
}

/**
 * Asks the person. One question at a time for each consumer and account; aborted by `signal` when nobody waits for the answer any more. `waiting`: absent where it is
 * one request.
 */
export interface AskPerson {
  ask(question: ConsentQuestion, signal: AbortSignal, waiting?: WaitingRequests): Promise<ConsentAnswer>;
}

/** What a person is told after a program was given its first token without being asked about. */
export interface FirstUse {
  readonly profileId: string;
  readonly consumer: Consumer;
  readonly reason?: string | undefined;
  /** Why it is told again; absent the first time. */
  readonly why?: string | undefined;
}

/** Tells the person, who can then block the program. Called once for each program and account; must not throw, and nobody waits for it. */
export interface TellPerson {
  tell(use: FirstUse): void;
}
