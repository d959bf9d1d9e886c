// Consents: the user's decisions about programs, and how the user is asked and notified. Types; decide-consent.ts applies them to a program that asks.
// `Consents` keeps the decisions; HandoutGate asks.
import type { Unsubscribe } from '../core/ports/clock';
import type { Consumer } from './consumer';
import type { TokenKind } from './trail-entry';

/** What happens when a program without a consent asks. `notify`: it is allowed, and the user is notified. `ask`: the user is asked first. */
export const CONSENT_POLICIES = ['notify', 'ask'] as const;
export type ConsentPolicy = (typeof CONSENT_POLICIES)[number];

/**
 * The id of the policy for all accounts without a policy of their own. It is set when the stored policies were lost.
 */
export const ALL_ACCOUNTS = '*';

/**
 * How long an answer is valid. `once`: for this request only. `session`: for the same terminal session or desktop program, until it was not used for 10 minutes,
 * at most 12 hours. `run`: until the screen is locked or the app quits. `always`: without a limit. `hour`: for an hour (a refusal).
 */
export const CONSENT_SCOPES = ['once', 'session', 'run', 'always', 'hour'] as const;
export type ConsentScope = (typeof CONSENT_SCOPES)[number];

/** A decision that is remembered. */
export interface Consent {
  /** A short, unique id. */
  readonly id: string;
  readonly profileId: string;
  readonly programId: string;
  /** Present when it is valid for one session only. */
  readonly sessionId?: string | undefined;
  /** Present for a temporary refusal of the refresh token only. A consent to hand out a refresh token is never remembered. */
  readonly kind?: 'refresh' | undefined;
  /** The identity of the program's file at that time. */
  readonly binary?: string | undefined;
  /** See {@link Consumer.fileId}, as it was then. */
  readonly fileId?: string | undefined;
  /** The consumer's name at that time. */
  readonly name: string;
  readonly decision: 'allow' | 'deny';
  readonly scope: Exclude<ConsentScope, 'once'>;
  /** `told`: the program was allowed by the policy `notify`, and the user was notified. `person`: the user has decided. */
  readonly by: 'person' | 'told';
  /** Local clock. */
  readonly decidedAtMs: number;
  readonly lastUsedAtMs?: number | undefined;
}

export type TaskEffect = 'exposes' | 'allows' | 'destroys' | 'redirects';

/** A question for the user about a program. */
export interface ConsentQuestion {
  readonly profileId: string;
  readonly consumer: Consumer;
  readonly kind: TokenKind;
  readonly reason?: string | undefined;
  /** What it wants to do with the whole sign-in, as the end of "It wants to …". Absent when it asks for a token. */
  readonly task?: string | undefined;
  /** The effect of the task. `exposes`, also when absent: a sign-in leaves the app. `allows`: programs get more rights. `destroys`: something is removed or replaced. `redirects`: programs that name no account get this one. */
  readonly effect?: TaskEffect | undefined;
  /** Why a program that was allowed before is asked about again; absent the first time. */
  readonly why?: string | undefined;
}

/**
 * `unanswered`: nobody was there, the screen is locked (or blank, where the desktop does not distinguish them), the
 * time ran out, or the question was closed. Nothing is remembered then. `resting`: nobody was asked, because a
 * question about this program had no answer shortly before.
 */
export type ConsentAnswer =
  | { readonly decision: 'allow' | 'deny'; readonly scope: ConsentScope }
  | { readonly decision: 'unanswered'; readonly why: 'timeout' | 'locked' | 'blank-or-locked' | 'closed' | 'nobody' }
  | { readonly decision: 'unanswered'; readonly why: 'backoff'; readonly leftMs: number };

/** The number of requests that wait for an answer, with its changes. */
export interface WaitingRequests {
  readonly count: number;
  onChange(listener: () => void): Unsubscribe;
}

/**
 * Asks the user. One question at a time for each consumer and account; aborted by `signal` when no request waits for the answer any more. `waiting`: absent for
 * a single request.
 */
export interface AskUser {
  ask(question: ConsentQuestion, signal: AbortSignal, waiting?: WaitingRequests): Promise<ConsentAnswer>;
}

/** The notification after a program got its first token without a question. */
export interface FirstUse {
  readonly profileId: string;
  readonly consumer: Consumer;
  readonly reason?: string | undefined;
  /** Why the user is notified again; absent the first time. */
  readonly why?: string | undefined;
}

/** Notifies the user, who can then block the program. Called once for each program and account; must not throw, and is not awaited. */
export interface NotifyUser {
  notify(use: FirstUse): void;
}
