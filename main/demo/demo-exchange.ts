// One request and one answer as plain values, so that the demo's protocol can be served, wrapped and tested without a socket.

/** A request as far as the demo reads it. Header and cookie names in lower case as sent. */
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

/** Something that answers: the demo's protocol, or a layer around it. */
export type DemoHandler = (request: DemoRequest) => Promise<DemoAnswer>;

/** An answer in JSON. */
export function jsonAnswer(status: number, value: unknown, setCookies: readonly string[] = []): DemoAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    setCookies,
    body: JSON.stringify(value),
  };
}
