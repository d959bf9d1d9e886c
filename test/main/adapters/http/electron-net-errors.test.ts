import { expect, it } from 'vitest';
import { readNetError } from '../../../../main/adapters/http/electron-net-errors';

it.each([
  ['net::ERR_NAME_NOT_RESOLVED', 'NETWORK', true],
  ['net::ERR_INTERNET_DISCONNECTED', 'NETWORK', true],
  ['net::ERR_CONNECTION_REFUSED', 'NETWORK', true],
  ['net::ERR_CONNECTION_TIMED_OUT', 'NETWORK', true],
  ['net::ERR_ADDRESS_UNREACHABLE', 'NETWORK', true],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'NETWORK', true],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'NETWORK', true],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'NETWORK', true],
  ['net::ERR_CERT_DATE_INVALID', 'NETWORK', true],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'NETWORK', true],
  ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'NETWORK', true],
  ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'NETWORK', true],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'NETWORK', false],
  ['net::ERR_CONNECTION_RESET', 'NETWORK', false],
  ['net::ERR_CONNECTION_CLOSED', 'NETWORK', false],
  ['net::ERR_EMPTY_RESPONSE', 'NETWORK', false],
  ['net::ERR_NETWORK_CHANGED', 'NETWORK', false],
  ['net::ERR_NETWORK_IO_SUSPENDED', 'NETWORK', false],
  ['net::ERR_HTTP2_PROTOCOL_ERROR', 'NETWORK', false],
  ['net::ERR_CONTENT_LENGTH_MISMATCH', 'NETWORK', false],
  ['net::ERR_RESPONSE_HEADERS_TRUNCATED', 'NETWORK', false],
  ['net::ERR_SOMETHING_OF_A_LATER_VERSION', 'NETWORK', false],
  ['an error without a name', 'NETWORK', false],
  ['net::ERR_TIMED_OUT', 'TIMEOUT', false],
  ['net::ERR_INVALID_HTTP_RESPONSE', 'BAD_RESPONSE', false],
  ['net::ERR_RESPONSE_HEADERS_TOO_BIG', 'BAD_RESPONSE', false],
  ['net::ERR_CONTENT_DECODING_FAILED', 'BAD_RESPONSE', false],
])('%s is %s, surely unsent: %j', (message, code, unsent) => {
  expect(readNetError(new Error(message))).toMatchObject({ code, unsent });
});

it('something that is not an error leaves the outcome unknown', () => {
  expect(readNetError('odd')).toMatchObject({ code: 'NETWORK', unsent: false });
});
