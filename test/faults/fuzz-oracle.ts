// The reference for the readers: a second, naive parser of tokens and cookies, and the rules for error messages.
import { inspect } from 'node:util';
import { AxiomTokenError, ERROR_CODES } from '../../main/core/base/errors';
import { FAKE_START_MS } from '../support/fakes/clock/fake-clock';
import type { RandomSource } from './fuzz-mutations';

/** The problem with one input, described without the input; `undefined`: none. */
export type Problem = string | undefined;

/** The JSON object inside a token by Node's own decoder, or `undefined` when it is no JWT. */
export function payloadOf(token: string): Record<string, unknown> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) return undefined;
  if ((parts[1] as string).length % 4 === 1) return undefined;
  try {
    const text = new TextDecoder().decode(Buffer.from(parts[1] as string, 'base64url'));
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The time in a claim of seconds, if it is plausible. */
export function timeOf(claim: unknown): number | undefined {
  if (typeof claim !== 'number') return undefined;
  const ms = Math.floor(claim * 1000);
  return ms >= Date.UTC(2020, 0, 1) && ms <= FAKE_START_MS + 10 * 365.25 * 86_400_000 ? ms : undefined;
}

/** Runs a reader. Only typed errors with the given codes are allowed, and no error may contain a piece of the input. */
export function judge<T>(
  input: string,
  random: RandomSource,
  codes: readonly string[],
  read: () => T,
  accepted: (result: T) => Problem,
): Problem {
  let result: T;
  try {
    result = read();
  } catch (error) {
    return judgeError(error, input, random, codes);
  }
  try {
    return accepted(result);
  } catch (error) {
    return `what was accepted is of no use: ${error instanceof AxiomTokenError ? error.code : String(error)}`;
  }
}

/** See {@link judge}. */
export function judgeError(error: unknown, input: string, random: RandomSource, codes: readonly string[]): Problem {
  if (!(error instanceof AxiomTokenError))
    return `not a typed error: ${error instanceof Error ? error.name : typeof error}`;
  if (!ERROR_CODES.includes(error.code) || !codes.includes(error.code)) return `unexpected code ${error.code}`;
  const said = `${error.message}\n${error.remedy}\n${error.cause === undefined ? '' : inspect(error.cause, { depth: 6 })}`;
  return quotes(said, input, random) ? `the error ${error.code} quotes the input` : undefined;
}

const WINDOW = 12;
/** Words in the app's own messages. */
const OWN_WORDS = ' auth-access-token auth-refresh-token access token refresh token access_token refresh_token';

/** Whether a text repeats a piece of the input; checked at some positions, which covers all of them over many inputs. */
export function quotes(said: string, input: string, random: RandomSource): boolean {
  for (let look = 0; look < 4 && input.length >= WINDOW; look++) {
    const at = random.below(input.length - WINDOW + 1);
    const piece = input.slice(at, at + WINDOW);
    // Blanks and the like occur in any text.
    if (/[\w-]{6}/.test(piece) && said.includes(piece) && !OWN_WORDS.includes(piece)) return true;
  }
  return false;
}
