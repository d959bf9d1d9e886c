// The rules that both transports share: allowed addresses, the cookie header, the error for a large body.
// Sends nothing.
import { AxiomTokenError } from '../../core/base/errors';
import type { Secret } from '../../core/base/secret';
import { isLoopbackHostname } from '../platform/loopback-address';

/** The parsed address. @throws AxiomTokenError `INVALID_INPUT` unless it is `https:`, or `http:` on this computer. */
export function checkAddress(address: string): URL {
  let url: URL | undefined;
  try {
    url = new URL(address);
  } catch {
    // The error below is thrown instead: the parser's error would quote the address.
  }
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHostname(url.hostname))) return url;
  throw new AxiomTokenError('INVALID_INPUT', { message: 'Tokens are sent over an encrypted connection only.' });
}

/**
 * The `Cookie` header, or `undefined` for none. Values of `own` win over those of `others`.
 * @throws AxiomTokenError `INVALID_TOKEN` when a value of `own` has characters that a cookie value must not have (RFC 6265, 4.1.1).
 */
export function cookieHeader(
  own: Readonly<Record<string, Secret>> = {},
  others: Readonly<Record<string, string>> = {},
): string | undefined {
  const pairs = Object.entries(others).filter(([name]) => !(name in own));
  for (const [name, value] of Object.entries(own)) {
    const text = value.expose();
    if (!/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(text)) throw new AxiomTokenError('INVALID_TOKEN');
    pairs.push([name, text]);
  }
  return pairs.length === 0 ? undefined : pairs.map(([name, value]) => `${name}=${value}`).join('; ');
}

/** The error for a body that is larger than the request allows. */
export function bodyTooLarge(): AxiomTokenError {
  return new AxiomTokenError('BAD_RESPONSE', { message: 'The answer was far larger than any answer of Axiom\u2019s.' });
}
