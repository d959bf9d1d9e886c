// The hand-out of a running process: the gate, the panic switch, the consents, and the audit trail. Interfaces; main/compose/open-handout.ts opens it.
import type { Unsubscribe } from '../core/ports/clock';
import type { Consent, ConsentAnswer, ConsentPolicy, ConsentQuestion, ConsentScope } from './consent';
import type { Consumer } from './consumer';
import type { ConsentDecision } from './decide-consent';
import type { HandoutGate, HandoutRequest } from './gate';
import type { PauseState, Trail, TrailFilter } from './handout-state';
import type { TokenKind, TrailEntry, Via } from './trail-entry';

/** Who has changed something, and how; for the audit trail. */
export interface ChangedBy {
  readonly consumer: Consumer;
  readonly via: Via;
}

/** The panic switch of all processes with this data folder. Whichever process changes it, the refreshes of this one stop and resume with it. */
export interface PauseSwitch {
  /** The present state, whichever process has changed it. */
  readonly state: PauseState;
  /** Pauses this process at once, then saves it. @throws AxiomTokenError `STORAGE_*` when it could not be saved; the pause then ends with this process */
  pause(by: ChangedBy, reason?: string): void;
  /** Resumes; as {@link pause}. If that could not be saved, the next start is paused. */
  resume(by: ChangedBy): void;
  onChange(listener: () => void): Unsubscribe;
}

/** A consumer, and what it asks for. */
export interface ConsentRequest {
  readonly profileId: string;
  readonly consumer: Consumer;
  readonly kind: TokenKind;
}

/** The user's decisions about programs. Changes apply in this process at once, and in others when they are saved. */
export interface Consents {
  /** The consents that are valid now, newest first. @throws AxiomTokenError `STORAGE_*` */
  list(profileId?: string): readonly Consent[];
  /** The policies by account id; for other accounts see {@link policyOf}. @throws AxiomTokenError `STORAGE_*` */
  policies(): Readonly<Record<string, ConsentPolicy>>;
  /** @throws AxiomTokenError `STORAGE_*` */
  policyOf(profileId: string): ConsentPolicy;
  /** Decides about a request; changes nothing. @throws AxiomTokenError `STORAGE_*`, but never for the user */
  decide(request: ConsentRequest): ConsentDecision;
  /** Remembers an answer. It applies when this returns and is saved afterwards; if that fails, it ends with this process. */
  remember(question: ConsentQuestion, answer: ConsentAnswer): void;
  /** Remembers that a program was allowed by the policy `notify` and that the user was notified. As {@link remember}. */
  noteNotified(request: ConsentRequest): void;
  /** Notes that a program has used its consent. */
  noteUse(consent: Consent): void;
  /**
   * Allows a program in advance: one that has asked before, by its name, program id or the id of a consent; one that never did, by the path of its file.
   * @throws AxiomTokenError `INVALID_INPUT` when none or several match; `STORAGE_*` when it could not be saved
   */
  allow(profileId: string, consumer: string, by: ChangedBy, scope?: ConsentScope): Promise<Consent>;
  /** Blocks a program from now on. If that could not be saved, the block ends with this process. @throws as {@link allow} */
  block(profileId: string, consumer: string, by: ChangedBy, fileId?: string): Promise<Consent>;
  /** Forgets all consents of a program; resolves to their ids. @throws as {@link allow} */
  forget(profileId: string, consumer: string, by: ChangedBy): Promise<readonly string[]>;
  /** @throws AxiomTokenError `STORAGE_*` */
  setPolicy(profileId: string, policy: ConsentPolicy, by: ChangedBy): Promise<void>;
  /** Finds a program as {@link allow} does. @throws AxiomTokenError `INVALID_INPUT`, `STORAGE_*` */
  meant(profileId: string, consumer: string): Promise<Pick<Consumer, 'programId' | 'name'>>;
  /** Forgets all consents of an account that was removed. */
  forgetAccount(profileId: string): void;
  /** Ends the consents until the screen is locked. */
  endRun(): void;
  /** Calls `listener` after a change by any process; not when a consent is only used. */
  onChange(listener: () => void): Unsubscribe;
}

/** Entries of the audit trail, and the gaps in their numbers, in words; both newest first. */
export interface TrailView {
  readonly entries: readonly TrailEntry[];
  readonly gaps: readonly string[];
}

/** Whether a page is the first one. For some seconds, `later` pages are taken from what was read for the first one. */
export type TrailPages = 'first' | 'later';

export interface HandoutTrail extends Trail {
  /** As {@link Trail.query}, with the gaps among all lines that still exist. */
  look(filter: TrailFilter, pages?: TrailPages): Promise<TrailView>;
}

/** The gate for callers that ask the user further questions before a token is handed out. */
export interface WindowGate extends HandoutGate {
  /** Rejects as {@link HandoutGate.handOut} would now, but hands out nothing, asks nobody, and writes nothing. */
  prepare(request: HandoutRequest): Promise<void>;
}

export interface Handout {
  readonly gate: WindowGate;
  readonly pause: PauseSwitch;
  readonly consents: Consents;
  readonly trail: HandoutTrail;
  /** Resolves when what could be saved is saved. */
  dispose(): Promise<void>;
}
