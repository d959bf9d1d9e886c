// HTTP requests and responses as lines of JSON, between a test and the Electron that sends them. For made-up secrets only.
import { AxiomTokenError, type ErrorCode } from '../../../main/core/base/errors';
import type { HttpRequest, HttpResponse } from '../../../main/core/ports/http-transport';
import { Secret } from '../../../main/core/base/secret';

/** Marks the harness's own lines on a stdout that Chromium may write to as well. */
export const WIRE_PREFIX = '#http ';

export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly unsent: boolean;
}

export type WireRequest = Omit<HttpRequest, 'cookies' | 'body'> & {
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

export type WireResponse = Omit<HttpResponse, 'setCookies' | 'body' | 'bodyFailure'> & {
  readonly setCookies: readonly string[];
  readonly body: string;
  readonly bodyFailure: WireError | undefined;
};

/** A command to the harness. */
export type WireCall =
  | { readonly id: number; readonly do: 'send'; readonly request: WireRequest }
  | {
      readonly id: number;
      readonly do: 'set-session-cookie';
      readonly url: string;
      readonly name: string;
      readonly value: string;
    }
  | { readonly id: number; readonly do: 'list-session-cookies' };

/** Its answer. */
export type WireReply =
  | { readonly id: number; readonly response: WireResponse }
  | { readonly id: number; readonly cookieNames: readonly string[] }
  | { readonly id: number; readonly error: WireError };

export function toWireRequest(request: HttpRequest): WireRequest {
  const cookies = Object.entries(request.cookies ?? {}).map(([name, value]) => [name, value.expose()]);
  return { ...request, cookies: Object.fromEntries(cookies), body: request.body?.expose() };
}

export function fromWireRequest({ cookies, body, ...rest }: WireRequest): HttpRequest {
  const secrets = Object.entries(cookies).map(([name, value]) => [name, new Secret(value)]);
  return { ...rest, cookies: Object.fromEntries(secrets), ...(body === undefined ? {} : { body: new Secret(body) }) };
}

export function toWireResponse(response: HttpResponse): WireResponse {
  return {
    ...response,
    setCookies: response.setCookies.map((line) => line.expose()),
    body: response.body.expose(),
    bodyFailure: response.bodyFailure && toWireError(response.bodyFailure),
  };
}

export function fromWireResponse({ bodyFailure, body, setCookies, ...rest }: WireResponse): HttpResponse {
  return {
    ...rest,
    setCookies: setCookies.map((line) => new Secret(line)),
    body: new Secret(body),
    ...(bodyFailure === undefined ? {} : { bodyFailure: fromWireError(bodyFailure) }),
  };
}

export function toWireError(error: unknown): WireError {
  if (error instanceof AxiomTokenError) return { code: error.code, message: error.message, unsent: error.unsent };
  return { code: 'INTERNAL', message: String(error), unsent: false };
}

export function fromWireError({ code, ...details }: WireError): AxiomTokenError {
  return new AxiomTokenError(code, details);
}
