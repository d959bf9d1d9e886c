// The part of a real server answer to a refresh that may be shown: status, names, attributes, lifetimes. No value of a cookie, claim or key. Pure.
import { parseJsonText } from '../../core/base/json-text';
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import type { HttpRequest, HttpResponse } from '../../core/ports/http-transport';
import { readJwtPayload } from '../../core/tokens/jwt-claims';
import { measureServerOffsetMs } from '../axiom/axiom-server-time';
import { readCookieDate } from '../axiom/header-dates';
import { safeName, safeNames } from './safe-names';

/** A token: its form, the names of its claims, and its lifetime by its own claims. */
export interface TokenReport {
  readonly form: 'jwt' | 'opaque';
  readonly claims: readonly string[];
  readonly lifetime_s: number | null;
}

export interface CookieReport extends TokenReport {
  readonly name: string;
  readonly is_cleared: boolean;
  /** Whether its value is the one that was sent with the request. */
  readonly is_as_sent: boolean;
  readonly attributes: readonly string[];
  /** How long a browser keeps it, by its attributes. */
  readonly kept_s: number | null;
}

export interface AnswerReport {
  readonly host: string;
  readonly path: string;
  readonly status: number | null;
  /** Why there was no answer. */
  readonly failure: string | null;
  readonly duration_ms: number | null;
  /** Server time minus local time, by `Date`. */
  readonly clock_offset_ms: number | null;
  readonly body: string | null;
  readonly body_keys: readonly string[];
  readonly headers: Readonly<Record<string, boolean>>;
  readonly cookies: readonly CookieReport[];
}

/** The report says whether these headers were there, but not their values. */
const HEADERS = [
  ...['date', 'cf-ray', 'cf-mitigated', 'cf-cache-status', 'retry-after', 'www-authenticate', 'location'],
  ...['strict-transport-security', 'access-control-allow-origin', 'x-ratelimit-remaining', 'ratelimit-remaining'],
];

export interface Exchanged {
  readonly request: HttpRequest;
  readonly outcome: HttpResponse | AxiomTokenError;
}

export function reportAnswer({ request, outcome }: Exchanged): AnswerReport {
  const { host, pathname: path } = new URL(request.url);
  if (outcome instanceof AxiomTokenError) {
    const none = { status: null, duration_ms: null, clock_offset_ms: null, body: null };
    return { host, path, failure: outcome.code, ...none, body_keys: [], headers: {}, cookies: [] };
  }
  const { status, headers, setCookies, durationMs, bodyFailure } = outcome;
  return {
    host,
    path,
    status,
    failure: bodyFailure?.code ?? null,
    duration_ms: Math.round(durationMs),
    clock_offset_ms: measureServerOffsetMs(outcome) ?? null,
    ...bodyOf(outcome),
    headers: Object.fromEntries(HEADERS.map((name) => [name, headers[name] !== undefined])),
    cookies: setCookies.map((line) => reportCookie(line, request, outcome)),
  };
}

/** Describes a token without the values of its claims. */
export function reportToken(token: Secret): TokenReport {
  const payload = readJwtPayload(token);
  if (!payload) return { form: 'opaque', claims: [], lifetime_s: null };
  const { exp, iat } = payload;
  const lifetime = typeof exp === 'number' && typeof iat === 'number' ? Math.round(exp - iat) : null;
  return { form: 'jwt', claims: safeNames(Object.keys(payload)), lifetime_s: lifetime };
}

function reportCookie(line: Secret, { cookies = {}, url }: HttpRequest, response: HttpResponse): CookieReport {
  const [pair = '', ...attributes] = line.expose().split(';');
  const at = pair.indexOf('=');
  const name = pair.slice(0, at < 0 ? pair.length : at).trim();
  const text =
    at < 0
      ? ''
      : pair
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1');
  const value = new Secret(text);
  const keptS = keptSeconds(attributes, response);
  return {
    name: safeName(name),
    ...reportToken(value),
    is_cleared: text === '' || (keptS !== null && keptS <= 0),
    is_as_sent: cookies[name]?.equals(value) ?? false,
    attributes: attributes.map((attribute) => attributeWords(attribute, new URL(url).hostname)),
    kept_s: keptS,
  };
}

/** The whole attribute if its value cannot identify anybody, else only its name. */
function attributeWords(attribute: string, host: string): string {
  const [name = '', ...rest] = attribute.split('=');
  const [key, value] = [name.trim(), rest.join('=').trim()];
  const isPlain =
    (/^path$/i.test(key) && value === '/') ||
    (/^samesite$/i.test(key) && /^(lax|strict|none)$/i.test(value)) ||
    (/^max-age$/i.test(key) && /^-?\d{1,9}$/.test(value)) ||
    (/^domain$/i.test(key) && value !== '' && `.${host}`.endsWith(`.${value.replace(/^\./, '').toLowerCase()}`));
  if (rest.length === 0) return safeName(key);
  return isPlain ? `${key}=${value}` : `${safeName(key)}=…`;
}

/** `Max-Age`, else the time from the answer's `Date` to `Expires`. */
function keptSeconds(attributes: readonly string[], response: HttpResponse): number | null {
  const valueOf = (wanted: string): string | undefined =>
    attributes
      .map((attribute) => attribute.split('='))
      .filter(([name = '']) => name.trim().toLowerCase() === wanted)
      .at(-1)
      ?.slice(1)
      .join('=')
      .trim();
  const maxAge = valueOf('max-age');
  if (maxAge !== undefined && /^-?\d{1,9}$/.test(maxAge)) return Number(maxAge);
  const expiresMs = readCookieDate(valueOf('expires') ?? '');
  const nowMs = response.receivedAtMs + (measureServerOffsetMs(response) ?? 0);
  return expiresMs === undefined ? null : Math.round((expiresMs - nowMs) / 1000);
}

function bodyOf({ body, headers }: HttpResponse): Pick<AnswerReport, 'body' | 'body_keys'> {
  const text = body.expose();
  const kind = /^[\w+./-]{1,40}/.exec(headers['content-type'] ?? '')?.[0] ?? 'no type';
  const value = parseJsonText(text);
  const form =
    text === ''
      ? 'empty'
      : value === undefined
        ? 'not JSON'
        : Array.isArray(value)
          ? 'a JSON list'
          : typeof value === 'object' && value !== null
            ? 'a JSON object'
            : `a JSON ${value === null ? 'null' : typeof value}`;
  const keys = form === 'a JSON object' ? safeNames(Object.keys(value as object)) : [];
  return { body: `${form} (${kind})`, body_keys: keys };
}
