// Registers a handler for every call of the contract: trust, size, request, handler, reply, each checked in this order. Sends pushes the same way.
// The composition root gives it the endpoint and the handlers; it knows no call by name but the one by which a page says that it listens.
import { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import { CALLS, type CallName, PUSHES, type PushName } from '../../../preload/contract/channels';
import {
  CALL_SCHEMAS,
  type Handlers,
  type Outcome,
  PUSH_SCHEMAS,
  type PushPayload,
} from '../../../preload/contract/schemas';
import { isWithinSize } from './payload-size';
import { PushQueue } from './push-queue';
import { describeIssues, type FailureReporter, toFailure } from './to-outcome';
import { type IpcSender, isTrustedSender } from './trusted-sender';

/** Electron's side of the border; a fake in tests. */
export interface IpcEndpoint {
  /** Answers calls on `channel` with what the listener resolves to. One listener a channel. */
  handle(channel: string, listener: (sender: IpcSender, payload: unknown) => Promise<unknown>): Unsubscribe;
  /** Sends to the page in one of the app's own windows; nothing when that is gone. */
  send(webContentsId: number, channel: string, payload: unknown): void;
  /** Calls `listener` once, when the page that is in a window now leaves it: a reload, a crash, a closed window. */
  oncePageGone(webContentsId: number, listener: () => void): void;
  isOwnWindow(webContentsId: number): boolean;
}

/** The border as the composition root holds it. */
export interface IpcBorder {
  /** Checks the payload and sends it as soon as a page listens; one that does not fit the contract is logged and stays here. */
  push<Name extends PushName>(name: Name, payload: PushPayload<Name>): void;
  dispose(): void;
}

/** Registers all calls. `handlers` are given validated requests and throw typed errors. */
export function registerHandlers(endpoint: IpcEndpoint, handlers: Handlers, reporter: FailureReporter): IpcBorder {
  const names = Object.keys(CALLS) as CallName[];
  const removers = names.map((name) =>
    endpoint.handle(CALLS[name], async (sender, payload): Promise<Outcome<unknown>> => {
      try {
        const value = await answer(name, sender, payload);
        if (name === 'pageReady') pageReady(sender.webContentsId);
        return { ok: true, value };
      } catch (error) {
        return { ok: false, failure: toFailure(error, name, reporter) };
      }
    }),
  );

  const answer = async (name: CallName, sender: IpcSender, payload: unknown): Promise<unknown> => {
    if (!isTrustedSender(sender, (id) => endpoint.isOwnWindow(id))) {
      reporter.logger.warn('a call from a foreign page was refused', { call: name });
      throw new AxiomTokenError('INVALID_INPUT', { message: 'This page may not ask for that.' });
    }
    if (!isWithinSize(payload)) throw new AxiomTokenError('INVALID_INPUT', { message: 'This input is too large.' });
    const request = CALL_SCHEMAS[name].request.safeParse(payload);
    if (!request.success) {
      // The issues' own messages could quote the input.
      throw new AxiomTokenError('INVALID_INPUT', {
        message: `This input is not usable (${describeIssues(request.error.issues)}).`,
      });
    }
    // The table pairs each handler with its schema; TypeScript cannot follow that through a name that varies.
    const handler = handlers[name] as (request: unknown) => Promise<unknown>;
    const reply = CALL_SCHEMAS[name].reply.safeParse(await handler(request.data));
    if (!reply.success) throw new Error(`the reply does not fit the contract (${describeIssues(reply.error.issues)})`);
    return reply.data;
  };

  const queue = new PushQueue((webContentsId, name, payload) => endpoint.send(webContentsId, PUSHES[name], payload));
  const pageReady = (webContentsId: number): void => {
    // A page may say it as often as it likes; that it goes is noted once.
    if (!queue.isHeardBy(webContentsId)) endpoint.oncePageGone(webContentsId, () => queue.pageGone(webContentsId));
    queue.pageReady(webContentsId);
  };

  return {
    push(name, payload) {
      const checked = PUSH_SCHEMAS[name].safeParse(payload);
      if (checked.success) return queue.push(name, checked.data);
      const what = new Error(`the push does not fit the contract (${describeIssues(checked.error.issues)})`);
      reporter.logger.error('a push was not sent', what, { push: name });
    },
    dispose() {
      for (const remove of removers) remove();
    },
  };
}
