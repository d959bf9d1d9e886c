// Registers a handler for every call of the contract. Checks sender, size and request, runs the handler, and checks the reply. Also checks and
// sends pushes. Called by open-shell.ts with the endpoint and the handlers. The only call that it treats specially is `pageReady`.
import { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import { CALLS, CALLS_BY_PRESS, type CallName, PUSHES, type PushName } from '../../../preload/contract/channels';
import {
  CALL_SCHEMAS,
  type Handlers,
  type Outcome,
  PUSH_SCHEMAS,
  type PushPayload,
} from '../../../preload/contract/schemas';
import { isWithinSize } from '../../../preload/contract/payload-size';
import { PushQueue } from './push-queue';
import { describeIssues, type FailureReporter, toFailure } from './to-outcome';
import { type IpcSender, isTrustedSender } from './trusted-sender';

const BY_PRESS: ReadonlySet<CallName> = new Set(CALLS_BY_PRESS);

/** Electron's side of the IPC; a fake in tests. */
export interface IpcEndpoint {
  /** Answers calls on `channel` with the listener's result. One listener per channel. */
  handle(channel: string, listener: (sender: IpcSender, payload: unknown) => Promise<unknown>): Unsubscribe;
  /** Sends to the page of one of the app's windows; does nothing when the window is gone. */
  send(webContentsId: number, channel: string, payload: unknown): void;
  /** Calls `listener` once, when the current page of a window ends: a reload, a crash, a closed window. */
  oncePageGone(webContentsId: number, listener: () => void): void;
  isOwnWindow(webContentsId: number): boolean;
  /** Whether a person pressed something just now in this window, which has the focus; a press counts once. */
  takePress(webContentsId: number): boolean;
}

/** The registered IPC. */
export interface IpcBorder {
  /** Checks the payload and sends it as soon as a page listens. A payload that does not fit the contract is logged and not sent. */
  push<Name extends PushName>(name: Name, payload: PushPayload<Name>): void;
  dispose(): void;
}

/** Registers all calls. `handlers` get validated requests and throw typed errors. */
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
      // Zod's own messages are not used: they could quote the input.
      reporter.logger.warn('input does not fit', { call: name, issues: describeIssues(request.error.issues) });
      throw new AxiomTokenError('INVALID_INPUT');
    }
    if (BY_PRESS.has(name) && !endpoint.takePress(sender.webContentsId)) throw notPressed();
    // TypeScript cannot relate handler and schema for a variable name.
    const handler = handlers[name] as (request: unknown) => Promise<unknown>;
    const reply = CALL_SCHEMAS[name].reply.safeParse(await handler(request.data));
    if (!reply.success) throw new Error(`the reply does not fit the contract (${describeIssues(reply.error.issues)})`);
    return reply.data;
  };

  const queue = new PushQueue((webContentsId, name, payload) => endpoint.send(webContentsId, PUSHES[name], payload));
  const pageReady = (webContentsId: number): void => {
    // A page may call pageReady several times; its end is watched only once.
    if (!queue.isListening(webContentsId)) endpoint.oncePageGone(webContentsId, () => queue.pageGone(webContentsId));
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

function notPressed(): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: 'This is done only when you press for it, in the window in front.',
    remedy: 'Click the window, then press again.',
  });
}
