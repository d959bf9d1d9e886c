// The operations: all calls that the socket, or a command line without the app, can make, with their parameters and results. The broker passes each request to
// them; `axiom-tokens` calls them directly when no app runs. Types.
import type { Consumer } from './consumer';
import type { Consent, ConsentPolicy, ConsentScope } from './consent';
import type { TrailFilter } from './handout-state';
import type { ProfileState, StatusAnswer, TokenAnswer, TokenGetParams } from './protocol';
import type { TrailEntry, Via } from './trail-entry';

/** An account by its id or name; absent: the default account. */
export interface OfProfile {
  readonly profile?: string;
}

/** A decision with the name of its account. */
type ConsentOfAccount = Consent & { readonly accountName?: string };

/** The names of accounts by their ids, also of those that were removed. */
export type AccountNames = Readonly<Record<string, string>>;

/** One line of `doctor`. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  /** `not-run`: it cannot be checked here; `detail` says why. */
  readonly verdict: 'ok' | 'warning' | 'wrong' | 'not-run';
  readonly detail: string;
  /** What to do; absent when there is nothing to do. */
  readonly remedy?: string;
}

/** A step of a sign-in, reported while it is under way. */
export type LoginStep =
  | { readonly step: 'browser-open' }
  | { readonly step: 'code-wanted'; readonly attempt: number }
  | { readonly step: 'done'; readonly profile: string; readonly name?: string; readonly account: string | null };

/**
 * What a removal could not remove: as sentences, and as the former places of the account whose tokens could not be
 * read when the account was moved to another place.
 */
export interface Remaining {
  readonly remaining: readonly string[];
  readonly left_behind: readonly { readonly profile: string; readonly place: string; readonly hint: string }[];
}

/** The preview of a restore, before anything is changed. */
export interface RestorePlan {
  readonly made_at: string | null;
  readonly app_version: string | null;
  readonly profiles: readonly {
    readonly id: string;
    readonly name: string;
    readonly account: string | null;
    readonly refreshed_at: string | null;
    readonly effect: 'add' | 'replace' | 'same' | 'older' | 'refuse';
    readonly words: string;
  }[];
}

/** Secrets in parameters (password, tokens, passphrase) are sent over the private socket only; they must never get into a log, an error or the audit trail. */
export interface Calls {
  ping: { params: object; result: { readonly now: string } };
  status: { params: OfProfile & { readonly check?: boolean }; result: StatusAnswer };
  'profiles.list': { params: object; result: { readonly profiles: readonly ProfileState[] } };
  'profiles.add': { params: { readonly name: string }; result: { readonly id: string; readonly name: string } };
  'profiles.rename': {
    params: OfProfile & { readonly name: string };
    result: { readonly id: string; readonly name: string };
  };
  'profiles.remove': {
    params: OfProfile;
    result: { readonly removed: string; readonly name?: string } & Partial<Remaining>;
  };
  /** Sets the default account; without `profile` only returns it. */
  'profiles.default': { params: OfProfile; result: { readonly id: string; readonly name?: string } };
  'token.get': { params: TokenGetParams; result: TokenAnswer };
  refresh: {
    params: OfProfile & { readonly ifWithinMs?: number; readonly all?: boolean };
    result: {
      readonly refreshed: readonly string[];
      readonly not_due: readonly string[];
      readonly profiles: readonly ProfileState[];
    };
  };
  /** Steps come as notifications `login`. `tokens`: the text that the user would paste. */
  'login.start': {
    params: OfProfile & {
      readonly way: 'browser' | 'password' | 'tokens';
      readonly email?: string;
      readonly password?: string;
      readonly tokens?: string;
    };
    result: LoginStep;
  };
  'login.answer': { params: { readonly code: string }; result: LoginStep };
  'login.cancel': { params: object; result: object };
  logout: {
    params: OfProfile;
    result: {
      readonly profile: string;
      readonly name?: string;
      readonly removed: readonly string[];
    } & Partial<Remaining>;
  };
  clear: {
    params: { readonly profiles?: readonly string[] };
    result: { readonly removed: readonly string[] } & Pick<Remaining, 'remaining'> & Partial<Remaining>;
  };
  /** `text`: the content of a file with tokens. */
  import: {
    params: OfProfile & { readonly text: string; readonly dryRun?: boolean };
    result: { readonly profile: string; readonly name?: string; readonly account: string | null };
  };
  backup: {
    /** `openingPassphrase`: opens the sealed file that an account is kept in. */
    params: {
      readonly profiles?: readonly string[];
      readonly passphrase: string;
      readonly openingPassphrase?: string;
    };
    result: {
      readonly file_base64: string;
      readonly profiles: readonly string[];
      /** In the order of `profiles`. */
      readonly names?: readonly string[];
      readonly left_out: readonly string[];
    };
  };
  restore: {
    params: {
      readonly file_base64: string;
      readonly passphrase: string;
      readonly dryRun?: boolean;
      readonly profiles?: readonly string[];
    };
    result: {
      readonly plan: RestorePlan;
      readonly restored: readonly string[];
      /** In the order of `restored`. */
      readonly names?: readonly string[];
      readonly refused: readonly string[];
    };
  };
  migrate: {
    params: OfProfile & {
      readonly to: 'keychain' | 'file' | 'sealed-file' | 'memory';
      readonly path?: string;
      /** Of the new place. */
      readonly passphrase?: string;
      /** Opens the sealed file that is left. */
      readonly openingPassphrase?: string;
    };
    /**
     * `left_unread`: what may still be in the former place, which could not be read. `awaits_passphrase`: there were
     * no tokens to seal, so the passphrase is chosen with the first tokens. The app never sends this field, because
     * it remembers the passphrase of the call until it quits.
     */
    result: {
      readonly profile: string;
      readonly name?: string;
      readonly place: string;
      readonly left_unread?: string;
      readonly awaits_passphrase?: boolean;
    };
  };
  'consumers.list': {
    params: OfProfile;
    result: {
      readonly policies: Readonly<Record<string, ConsentPolicy>>;
      readonly consents: readonly Consent[];
      readonly names?: AccountNames;
    };
  };
  'consumers.allow': {
    params: OfProfile & { readonly consumer: string; readonly scope?: ConsentScope };
    result: ConsentOfAccount;
  };
  'consumers.block': { params: OfProfile & { readonly consumer: string }; result: ConsentOfAccount };
  'consumers.forget': {
    params: OfProfile & { readonly consumer: string };
    /** `forgotten`: the ids of the decisions; `names`: of the programs, in the same order. */
    result: { readonly forgotten: readonly string[]; readonly names?: readonly string[] };
  };
  'consumers.policy': {
    params: OfProfile & { readonly policy: ConsentPolicy };
    result: { readonly profile: string; readonly name?: string; readonly policy: ConsentPolicy };
  };
  'trail.query': {
    /** `before`: the `next` of the former page; the filter must be the same. */
    params: Omit<TrailFilter, 'profileId'> & OfProfile & { readonly before?: string };
    /** `next` is absent on the last page. Gaps come with the first page. */
    result: {
      readonly entries: readonly TrailEntry[];
      readonly gaps: readonly string[];
      readonly next?: string;
      readonly names?: AccountNames;
    };
  };
  pause: { params: { readonly reason?: string }; result: { readonly paused: true } };
  resume: { params: object; result: { readonly paused: false } };
  doctor: { params: object; result: { readonly findings: readonly Finding[] } };
}

export type CallName = keyof Calls;

/** The consumer that makes the call, and how to report to it while the call is under way. */
export interface CallContext {
  readonly consumer: Consumer;
  readonly via: Via;
  /** Aborted when the client has disconnected. */
  readonly signal: AbortSignal;
  /** The account that an earlier call of this subscription has found; the parameter `profile` is not looked up again then. */
  readonly profileId?: string;
  /** Reports a step of a sign-in. */
  readonly reportLogin: (step: LoginStep) => void;
}

/** Carries out the calls. @throws AxiomTokenError */
export type Operations = {
  readonly [Name in CallName]: (params: Calls[Name]['params'], context: CallContext) => Promise<Calls[Name]['result']>;
};
