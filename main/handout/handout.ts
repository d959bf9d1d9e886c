// The hand-out of a running program: the gate, the panic switch, what persons have decided about programs, and the trail. Interfaces; main/compose/open-handout.ts opens it.
import type { Unsubscribe } from '../core/ports/clock';
import type { Consent, ConsentAnswer, ConsentPolicy, ConsentQuestion, ConsentScope } from './consent';
import type { Consumer } from './consumer';
import type { ConsentDecision } from './decide-consent';
import type { HandoutGate, HandoutRequest } from './gate';
import type { PauseState, Trail, TrailFilter } from './handout-state';
import type { TokenKind, TrailEntry, Via } from './trail-entry';

/** Who has changed something, and by what way; for the trail. */
export interface ChangedBy {
  readonly consumer: Consumer;
  readonly via: Via;
}

/** The panic switch of all programs with this data folder. Whoever changes it, refreshes of this program stop and go on with it. */
export interface PauseSwitch {
  /** As it is now, by whatever program. */
  readonly state: PauseState;
  /** In effect here at once, then saved. @throws AxiomTokenError `STORAGE_*` when it could not be saved: it then holds in this run only */
  pause(by: ChangedBy, reason?: string): void;
  /** As {@link pause}: not saved, the next start is paused. */
  resume(by: ChangedBy): void;
  onChange(listener: () => void): Unsubscribe;
}

/** Who asks for what. */
export interface ConsentRequest {
  readonly profileId: string;
  readonly consumer: Consumer;
  readonly kind: TokenKind;
}

/** What persons have decided about programs. Changes hold here at once, and for other programs when they are saved. */
export interface Consents {
  /** Those that hold now, newest first. @throws AxiomTokenError `STORAGE_*` */
  list(profileId?: string): readonly Consent[];
  /** By account; those that are not in it have {@link policyOf}'s. @throws AxiomTokenError `STORAGE_*` */
  policies(): Readonly<Record<string, ConsentPolicy>>;
  /** @throws AxiomTokenError `STORAGE_*` */
  policyOf(profileId: string): ConsentPolicy;
  /** What follows now; changes nothing. @throws AxiomTokenError `STORAGE_*`, but not for a person */
  decide(request: ConsentRequest): ConsentDecision;
  /** Takes an answer over. It holds when this returns; saving goes on, and a disk that does not take it leaves it for this run. */
  remember(question: ConsentQuestion, answer: ConsentAnswer): void;
  /** Notes that a program was allowed by the policy `notify`, and that the person was told. As {@link remember}. */
  noteTold(request: ConsentRequest): void;
  /** Notes that a program has used its consent. */
  noteUse(consent: Consent): void;
  /**
   * Allows a program beforehand: one that has asked before, by its name, program id or the id of a consent, or one that never did, by the path of its file.
   * @throws AxiomTokenError `INVALID_INPUT` when none or several are meant; `STORAGE_*` when it could not be saved
   */
  allow(profileId: string, consumer: string, by: ChangedBy, scope?: ConsentScope): Promise<Consent>;
  /** Refuses a program from now on. Not saved, it holds in this run. @throws as {@link allow} */
  block(profileId: string, consumer: string, by: ChangedBy, fileId?: string): Promise<Consent>;
  /** Forgets all that is remembered of a program. Answers with the ids. @throws as {@link allow} */
  forget(profileId: string, consumer: string, by: ChangedBy): Promise<readonly string[]>;
  /** @throws AxiomTokenError `STORAGE_*` */
  setPolicy(profileId: string, policy: ConsentPolicy, by: ChangedBy): Promise<void>;
  /** Which program is meant, as {@link allow} would find it. @throws AxiomTokenError `INVALID_INPUT`, `STORAGE_*` */
  meant(profileId: string, consumer: string): Promise<Pick<Consumer, 'programId' | 'name'>>;
  /** Forgets all that is remembered of programs and an account that was removed. */
  forgetAccount(profileId: string): void;
  /** Ends what holds until the screen is locked. */
  endRun(): void;
  /** After a change by whatever program; not for uses. */
  onChange(listener: () => void): Unsubscribe;
}

/** Entries, and which numbers between them are missing: in words, newest first. */
export interface TrailView {
  readonly entries: readonly TrailEntry[];
  readonly gaps: readonly string[];
}

/** Who reads page by page is answered from what was read for the first of them, for some seconds. */
export type TrailPages = 'first' | 'later';

export interface HandoutTrail extends Trail {
  /** As {@link Trail.query}, with the gaps among all lines that are still there. */
  look(filter: TrailFilter, pages?: TrailPages): Promise<TrailView>;
}

/** The gate, for whoever asks a person more before a token leaves. */
export interface WindowGate extends HandoutGate {
  /** Rejects as {@link HandoutGate.handOut} would now; nothing leaves, nobody is asked, and nothing is written down. */
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
