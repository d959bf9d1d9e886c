// Maps Chromium's network errors to typed errors: certainly not sent, outcome unknown, timeout, or not an HTTP answer.
// Pure; used by the Electron transport.
import { AxiomTokenError } from '../../core/base/errors';

// Failures of name look-up, connection, tunnel or certificate: no byte of the request can have left. Names as in Chromium's
// net/base/net_error_list.h. ERR_SSL_PROTOCOL_ERROR is not here: it also stands for a connection that broke later.
const UNSENT = new Set([
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_ADDRESS_INVALID',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_CONNECTION_REFUSED',
  'ERR_CONNECTION_FAILED',
  'ERR_CONNECTION_TIMED_OUT',
  'ERR_NETWORK_ACCESS_DENIED',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
  'ERR_PROXY_CERTIFICATE_INVALID',
  'ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
  'ERR_SOCKS_CONNECTION_FAILED',
  'ERR_SOCKS_CONNECTION_HOST_UNREACHABLE',
  'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  'ERR_SSL_UNRECOGNIZED_NAME_ALERT',
  'ERR_SSL_CLIENT_AUTH_CERT_NEEDED',
]);
const UNSENT_FAMILY = /^ERR_CERT_/;
const NO_ANSWER =
  /^ERR_(INVALID_HTTP_RESPONSE|RESPONSE_HEADERS_(?!TRUNCATED)|INVALID_CHUNKED_ENCODING|CONTENT_DECODING_|UNSAFE_REDIRECT|INVALID_REDIRECT)/;

/** The typed error for an error of a request or answer (`net::ERR_...`). For an error that is not listed here the outcome counts as unknown. */
export function readNetError(error: unknown): AxiomTokenError {
  const name = /ERR_[A-Z0-9_]+/.exec(error instanceof Error ? error.message : '')?.[0] ?? '';
  if (name === 'ERR_TIMED_OUT') return new AxiomTokenError('TIMEOUT', { cause: error });
  if (NO_ANSWER.test(name)) return new AxiomTokenError('BAD_RESPONSE', { cause: error });
  return new AxiomTokenError('NETWORK', { cause: error, unsent: UNSENT.has(name) || UNSENT_FAMILY.test(name) });
}
