// JSON-RPC messages: what is refused with which message, and that input is never quoted.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import {
  errorLine,
  notificationLine,
  readRequest,
  readServerMessage,
  requestLine,
  resultLine,
  RPC_CODES,
} from '../../../../main/handout/broker/messages';

const good = { jsonrpc: '2.0', id: 1, method: 'ping', params: { a: 1 } };

describe('a request', () => {
  it('comes back as it was sent', () => {
    expect(readRequest(requestLine('x', 'ping', { a: 1 }).trimEnd())).toEqual({
      id: 'x',
      method: 'ping',
      params: { a: 1 },
    });
  });

  it('without parameters has none', () => {
    expect(readRequest('{"jsonrpc":"2.0","id":0,"method":"ping"}')).toEqual({ id: 0, method: 'ping', params: {} });
  });

  it.each([
    ['{"secret', null, RPC_CODES.PARSE, /not JSON/],
    ['"secret"', null, RPC_CODES.REQUEST, /JSON object/],
    ['null', null, RPC_CODES.REQUEST, /JSON object/],
    [JSON.stringify([good, good]), null, RPC_CODES.REQUEST, /Batches are not accepted/],
    [JSON.stringify({ ...good, jsonrpc: '1.0' }), 1, RPC_CODES.REQUEST, /"jsonrpc"/],
    [JSON.stringify({ ...good, id: undefined }), null, RPC_CODES.REQUEST, /"id"/],
    [JSON.stringify({ ...good, id: null }), null, RPC_CODES.REQUEST, /"id"/],
    [JSON.stringify({ ...good, id: 'secret'.repeat(100) }), null, RPC_CODES.REQUEST, /"id"/],
    [JSON.stringify({ ...good, method: 5 }), 1, RPC_CODES.REQUEST, /"method"/],
    [JSON.stringify({ ...good, params: ['secret'] }), 1, RPC_CODES.PARAMS, /"params"/],
    [JSON.stringify({ ...good, params: null }), 1, RPC_CODES.PARAMS, /"params"/],
  ])('%s is refused in words', (line, id, code, words) => {
    const refused = readRequest(line);
    expect(refused).toMatchObject({
      id,
      code,
      error: { code: 'INVALID_INPUT', message: expect.stringMatching(words) },
    });
    expect(errorLine(null, (refused as { error: AxiomTokenError }).error)).not.toContain('secret');
  });
});

describe('messages of the server', () => {
  it('are distinguished', () => {
    expect(readServerMessage(resultLine(3, { a: 1 }))).toEqual({ kind: 'result', id: 3, result: { a: 1 } });
    const failure = new AxiomTokenError('PAUSED', { message: 'Paused.', cause: 'secret' });
    const line = errorLine(3, failure);
    expect(line).not.toContain('secret');
    expect(readServerMessage(line)).toMatchObject({
      kind: 'error',
      id: 3,
      error: { code: 'PAUSED', message: 'Paused.' },
    });
    const told = { subscription: 1, profile: 'main', state: null, error: null };
    expect(readServerMessage(notificationLine('state', told))).toEqual({
      kind: 'notification',
      name: 'state',
      params: told,
    });
  });

  it('of a server without our data, the message is returned', () => {
    const line = '{"jsonrpc":"2.0","id":null,"error":{"code":-1,"message":"No."}}';
    expect(readServerMessage(line)).toMatchObject({
      kind: 'error',
      id: null,
      error: { code: 'INTERNAL', message: 'No.' },
    });
  });

  it.each(['HTTP/1.1 400 Bad Request', '{}', '[]', '{"jsonrpc":"2.0","id":1}'])(
    '%s is not a message of such a server',
    (line) => {
      expect(readServerMessage(line)).toBeUndefined();
    },
  );
});
