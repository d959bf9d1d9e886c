// One HTTP exchange.
// Implemented over node:http(s) and over Electron's net; one contract suite tests both.
import type { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';

/** A request as the Axiom client builds it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute `https:` address, or `http:` on loopback. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Cookies to send, by name; separate from the headers because they are secrets. */
  readonly cookies?: Readonly<Record<string, Secret>>;
  /** JSON text to send; secret because sign-in bodies are. */
  readonly body?: Secret;
  /** The time limit of the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** The largest decompressed body that is accepted, in bytes; a larger one is `BAD_RESPONSE`. */
  readonly maxBodyBytes: number;
}

/** An answer with any status; redirects are not followed. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; `set-cookie` is not among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The raw `Set-Cookie` lines; secret because they carry tokens. Those of a redirect may be missing. */
  readonly setCookies: readonly Secret[];
  /** The body as text; secret because it may carry tokens. */
  readonly body: Secret;
  /**
   * Why the body is missing although status, headers and cookies arrived (`NETWORK`, `TIMEOUT`, `BAD_RESPONSE`); `body` is then empty.
   * The head of an answer is never dropped: its cookies may be the only copy of a rotated token.
   */
  readonly bodyFailure?: AxiomTokenError;
  /** When the whole answer had arrived, by the local wall clock. */
  readonly receivedAtMs: number;
  /** From sending to the end of the answer, in milliseconds. */
  readonly durationMs: number;
}

/**
 * Sends one request. Rejects only when no head of an answer arrived: with `NETWORK` (`unsent` only when certainly no byte of the request left this
 * computer), `TIMEOUT`, or `BAD_RESPONSE` (not HTTP). After the head it resolves, if necessary with `bodyFailure`. It never retries (Chromium may, when an
 * HTTP/2 connection breaks), never follows a redirect, and never sends to a non-loopback `http:` address (`INVALID_INPUT`).
 */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>;
}
