// One HTTP exchange. Implemented over node:http(s) and over Electron's net; the same contract suite holds for both.
import type { Secret } from '../secret';

/** A request as the Axiom client builds it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute `https:` address, or `http:` on loopback. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Cookies to send, by name; kept apart from the headers because they are secrets. */
  readonly cookies?: Readonly<Record<string, Secret>>;
  /** JSON text to send; secret because sign-in bodies are. */
  readonly body?: Secret;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** Most bytes of the decompressed body that are read; more is `BAD_RESPONSE`. */
  readonly maxBodyBytes: number;
}

/** An answer, whatever its status; redirects are not followed. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; `set-cookie` is not among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Each `Set-Cookie` line as it came: they carry tokens. */
  readonly setCookies: readonly Secret[];
  /** The body as text; secret because it may carry tokens. */
  readonly body: Secret;
  /** When the whole answer was there, local wall clock. */
  readonly receivedAtMs: number;
  /** From sending to the end of the answer. */
  readonly durationMs: number;
}

/**
 * Sends one request. Fails with `NETWORK` (`unsent` true only when surely no byte of the request left), `TIMEOUT`, or `BAD_RESPONSE`
 * (body too large or not decodable). Never retries, never follows a redirect, never sends to a non-loopback `http:` address (`INVALID_INPUT`).
 */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>;
}
