// Answers as a transport would give them, for tests that need no server.
import type { HttpResponse } from '../../main/core/ports/http-transport';
import { Secret } from '../../main/core/base/secret';
import { FAKE_START_MS } from './fakes/clock/fake-clock';

/** What differs from an empty 200. */
export interface MadeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly setCookies?: readonly string[];
  readonly body?: string;
  readonly bodyFailure?: HttpResponse['bodyFailure'];
}

/** An answer that was received at the fake clock's start and took 100 ms. */
export function makeResponse(answer: MadeAnswer = {}): HttpResponse {
  const { status = 200, headers = {}, setCookies = [], body = '', bodyFailure } = answer;
  return {
    status,
    headers,
    setCookies: setCookies.map((line) => new Secret(line)),
    body: new Secret(body),
    ...(bodyFailure === undefined ? {} : { bodyFailure }),
    receivedAtMs: FAKE_START_MS,
    durationMs: 100,
  };
}
