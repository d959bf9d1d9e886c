// The protocol of the broker's socket: JSON-RPC 2.0, one message on each line. Names, limits, and the types of parameters and results, for broker, command line
// and tests. Without zod, which takes longer to load than the command line takes to answer. The broker checks incoming data with its own schemas.

/** The versions of the protocol that are supported, newest first. */
export const PROTOCOLS: readonly number[] = [1];

export const LIMITS = {
  /** The longest line, including its newline. */
  lineBytes: 256 * 1024,
  connections: 64,
  /** The time limit for the first message of a connection. */
  firstMessageMs: 5000,
  requestsPerSecond: 50,
  burst: 100,
} as const;

/** All methods. `hello` must be the first call. */
export const METHODS = [
  ...[
    'hello',
    'ping',
    'status',
    'profiles.list',
    'profiles.add',
    'profiles.rename',
    'profiles.remove',
    'profiles.default',
  ],
  ...['token.get', 'token.subscribe', 'token.unsubscribe', 'refresh', 'login.start', 'login.answer', 'login.cancel'],
  ...['logout', 'clear', 'import', 'backup', 'restore', 'migrate'],
  ...['consumers.list', 'consumers.allow', 'consumers.block', 'consumers.forget', 'consumers.policy', 'trail.query'],
  ...['pause', 'resume', 'child.register', 'doctor', 'cancel'],
] as const;
export type Method = (typeof METHODS)[number];

/** The notifications of the server. `login`: a step of a sign-in. */
export const NOTIFICATIONS = ['token', 'state', 'paused', 'login', 'ended'] as const;
export type NotificationName = (typeof NOTIFICATIONS)[number];

export interface HelloParams {
  readonly protocols: readonly number[];
  readonly client: { readonly name: string; readonly version: string };
  /** The key that a child got from `exec` (`AXIOM_TOKENS_KEY`). */
  readonly key?: string;
}
export interface HelloResult {
  readonly protocol: number;
  readonly server: { readonly kind: 'app' | 'agent'; readonly version: string; readonly pid: number };
  readonly capabilities: readonly Method[];
}

/** Durations in whole milliseconds. */
export interface TokenGetParams {
  readonly profile?: string;
  /** As `account` in an earlier `TokenAnswer`: refused with `WRONG_ACCOUNT` when another account at Axiom is signed in. */
  readonly account?: string;
  readonly minValidMs?: number;
  readonly waitMs?: number;
  readonly mayRefresh?: boolean;
  /** False: refused at once with `NOT_ANSWERED` where a person would have to be asked. */
  readonly mayAsk?: boolean;
  readonly reason?: string;
  readonly kinds?: readonly ('access' | 'refresh')[];
}

/** `axiom-tokens.token.v1`. Times are RFC 3339 in UTC; `null` where not known, never absent. */
export interface TokenAnswer {
  readonly schema: 'axiom-tokens.token.v1';
  readonly profile: string;
  readonly origin: string;
  readonly account: string | null;
  readonly access_token: string;
  readonly cookie_name: string;
  readonly issued_at: string | null;
  readonly expires_at: string | null;
  /** Whole seconds by the server's time. */
  readonly expires_in: number | null;
  readonly refresh_after: string;
  readonly generation: number;
  /** HELD_TOKEN, the placeholder, unless the refresh token was requested. */
  readonly refresh_token: string;
  readonly state: { readonly token: string; readonly session: string; readonly storage: string };
  readonly clock_offset_ms: number;
  readonly source: 'broker' | 'standalone';
  /** The tag of this token in the audit trail. */
  readonly trail_tag: string;
}

/** `axiom-tokens.error.v1`: the `data` of an RPC error, and the output of `--json` for a failure. */
export interface ErrorAnswer {
  readonly schema: 'axiom-tokens.error.v1';
  readonly code: string;
  readonly exit: number;
  readonly message: string;
  readonly hint: string;
  readonly temporary: boolean;
  readonly retry_after_ms: number | null;
}

/** One account in `status`. */
export interface ProfileState {
  readonly id: string;
  readonly name: string;
  readonly is_default: boolean;
  readonly account: string | null;
  readonly origin: string;
  readonly place: string;
  readonly token: string;
  readonly session: string;
  readonly storage: string;
  readonly headline: string;
  readonly expires_at: string | null;
  readonly expires_in: number | null;
  readonly next_refresh_at: string | null;
  readonly session_ends_at: string | null;
  readonly last_refresh: { readonly at: string; readonly ms: number; readonly result: string } | null;
  readonly last_error: { readonly code: string; readonly message: string; readonly hint: string } | null;
  readonly consumers: number;
  readonly checked_at: string | null;
  readonly verdict: string | null;
}

/** `axiom-tokens.status.v1`. */
export interface StatusAnswer {
  readonly schema: 'axiom-tokens.status.v1';
  readonly now: string;
  readonly broker: {
    /** The data folder that was named on the command line, if any. */
    readonly looked_in?: string;
    /** That folder is not there. */
    readonly looked_in_missing?: true;
    /** The data folder of the app that answers. */
    readonly data_folder?: string;
    readonly running: boolean;
    readonly kind: 'app' | 'agent' | null;
    readonly version: string | null;
    readonly pid: number | null;
  };
  readonly paused: { readonly since: string | null; readonly reason: string | null } | null;
  readonly profiles: readonly ProfileState[];
}
