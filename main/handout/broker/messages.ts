// The messages of JSON-RPC 2.0, one object on each line. Used by broker and client. Pure, without zod.
import { AxiomTokenError } from '../../core/base/errors';
import { fromErrorAnswer, toErrorAnswer } from '../error-answer';
import type { NotificationName } from '../protocol';
import type { WireNotifications } from '../wire-calls';

export type MessageId = string | number;

/** The error codes of JSON-RPC. All failures of a call itself have `FAILED`; their own code is in `data`. */
export const RPC_CODES = { PARSE: -32700, REQUEST: -32600, METHOD: -32601, PARAMS: -32602, FAILED: -32000 } as const;
export type RpcCode = (typeof RPC_CODES)[keyof typeof RPC_CODES];

export interface Request {
  readonly id: MessageId;
  readonly method: string;
  readonly params: object;
}

/** A request that is not usable, with an error for the author of the client. */
export interface Refused {
  readonly id: MessageId | null;
  readonly code: RpcCode;
  readonly error: AxiomTokenError;
}

/** Reads a request. What a client sent is never quoted: it may hold a secret. */
export function readRequest(line: string): Request | Refused {
  const message = parse(line);
  if (message === undefined) return refused(null, RPC_CODES.PARSE, 'This line is not JSON.');
  if (Array.isArray(message)) {
    return refused(
      null,
      RPC_CODES.REQUEST,
      'Batches are not accepted: send one request on each line, without brackets around it.',
    );
  }
  if (!isObject(message)) return refused(null, RPC_CODES.REQUEST, 'A request is a JSON object.');
  const { jsonrpc, id, method, params = {} } = message;
  if (!isId(id))
    return refused(null, RPC_CODES.REQUEST, 'The field "id" must be a text of at most 200 characters, or a number.');
  if (jsonrpc !== '2.0') return refused(id, RPC_CODES.REQUEST, 'The field "jsonrpc" must be "2.0".');
  if (typeof method !== 'string') return refused(id, RPC_CODES.REQUEST, 'The field "method" must be a text.');
  if (!isObject(params) || Array.isArray(params)) {
    return refused(id, RPC_CODES.PARAMS, 'The field "params" must be an object with named fields.');
  }
  return { id, method, params };
}

export function requestLine(id: MessageId, method: string, params: object): string {
  return `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
}

export function resultLine(id: MessageId, result: object): string {
  return `${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`;
}

export function errorLine(id: MessageId | null, failure: AxiomTokenError, code: RpcCode = RPC_CODES.FAILED): string {
  const error = { code, message: failure.message, data: toErrorAnswer(failure) };
  return `${JSON.stringify({ jsonrpc: '2.0', id, error })}\n`;
}

export function notificationLine<Name extends NotificationName>(method: Name, params: WireNotifications[Name]): string {
  return `${JSON.stringify({ jsonrpc: '2.0', method, params })}\n`;
}

/** A message from the server. */
export type ServerMessage =
  | { readonly kind: 'result'; readonly id: MessageId; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: MessageId | null; readonly error: AxiomTokenError }
  | { readonly kind: 'notification'; readonly name: string; readonly params: unknown };

/** Reads a message from the server; `undefined` when it is not one. */
export function readServerMessage(line: string): ServerMessage | undefined {
  const message = parse(line);
  if (!isObject(message) || message['jsonrpc'] !== '2.0') return undefined;
  const { id, method, params, result, error } = message;
  if (typeof method === 'string') return { kind: 'notification', name: method, params };
  if (isObject(error)) return { kind: 'error', id: isId(id) ? id : null, error: failureOf(error) };
  return isId(id) && result !== undefined ? { kind: 'result', id, result } : undefined;
}

/** The error from an error answer; from a server without `data` only the message. */
function failureOf(error: Readonly<Record<string, unknown>>): AxiomTokenError {
  return fromErrorAnswer(isObject(error['data']) ? error['data'] : { message: error['message'] });
}

function refused(id: MessageId | null, code: RpcCode, message: string): Refused {
  const remedy = 'Correct the program that sent it. Nothing was changed.';
  return { id, code, error: new AxiomTokenError('INVALID_INPUT', { message, remedy }) };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not passed on, because the parser's message quotes the text.
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isId(id: unknown): id is MessageId {
  return typeof id === 'number' ? Number.isFinite(id) : typeof id === 'string' && id.length <= 200;
}
