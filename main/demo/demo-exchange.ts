// One request and one answer as plain values, so that the demo's protocol can be served, wrapped and tested without a socket.

/** The parts of a request that the demo server reads. Header names are in lower case, cookie names as sent. */
export interface DemoRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer; `setCookies` are whole `Set-Cookie` lines. */
export interface DemoAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  readonly body: string;
}

/** Answers a request: the demo server itself, or a wrapper around it. */
export type DemoHandler = (request: DemoRequest) => Promise<DemoAnswer>;

/** An answer with a JSON body. */
export function jsonAnswer(status: number, value: unknown, setCookies: readonly string[] = []): DemoAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    setCookies,
    body: JSON.stringify(value),
  };
}
