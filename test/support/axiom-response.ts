// Makes responses as a transport returns them, for tests without a server.
import type { HttpResponse } from '../../main/core/ports/http-transport';
import { Secret } from '../../main/core/base/secret';
import { FAKE_START_MS } from './fakes/clock/fake-clock';

/** Differences from an empty 200 response. */
export interface MadeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly setCookies?: readonly string[];
  readonly body?: string;
  readonly bodyFailure?: HttpResponse['bodyFailure'];
}

/** A response received at the fake clock's start after 100 ms. */
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
