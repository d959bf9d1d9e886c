// Registers a handler for every call of the contract. Checks sender, size and request, runs the handler, then checks the reply. Also checks and
// sends pushes. Called by open-shell.ts with the endpoint and the handlers. The only call that it knows by name is `pageReady`.
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import { RateLimit } from '../../core/time/rate-limit';
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

/** What gives a token out, or reaches a server or the disk each time: more than a person asks for in a minute is a script. */
const MOST_PER_MINUTE: Readonly<Partial<Record<CallName, number>>> = {
  copyAccessToken: 6,
  revealAccessToken: 6,
  exportTokens: 12,
  resumeAll: 12,
  // Each makes a key, and one waits for the other.
  enterPassphrase: 6,
  openBackup: 10,
  startPasswordSignIn: 10,
  completePasswordSignIn: 12,
  addProfile: 20,
  renameProfile: 20,
  // Each reads what was kept of a month.
  listActivity: 120,
  exportActivity: 20,
  describeRefreshes: 120,
  // Settings are written before anything else is answered.
  changePreferences: 60,
  setAutostart: 20,
};
const BY_PRESS: ReadonlySet<CallName> = new Set(CALLS_BY_PRESS);

/** Electron's side of the IPC; a fake in tests. */
export interface IpcEndpoint {
  /** Answers calls on `channel` with what the listener resolves to. One listener per channel. */
  handle(channel: string, listener: (sender: IpcSender, payload: unknown) => Promise<unknown>): Unsubscribe;
  /** Sends to the page in one of the app's own windows; does nothing when the window is gone. */
  send(webContentsId: number, channel: string, payload: unknown): void;
  /** Calls `listener` once, when the current page of a window ends: a reload, a crash, a closed window. */
  oncePageGone(webContentsId: number, listener: () => void): void;
  isOwnWindow(webContentsId: number): boolean;
  /** Whether a person has just pressed something in this window, which is in front; a press counts once. */
  takePress(webContentsId: number): boolean;
}

/** The registered IPC. */
export interface IpcBorder {
  /** Checks the payload and sends it as soon as a page listens; one that does not fit the contract is logged and not sent. */
  push<Name extends PushName>(name: Name, payload: PushPayload<Name>): void;
  dispose(): void;
}

/** Registers all calls. `handlers` get validated requests and throw typed errors. */
export function registerHandlers(
  endpoint: IpcEndpoint,
  handlers: Handlers,
  reporter: FailureReporter,
  clock: Clock,
): IpcBorder {
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
      // Zod's own messages could quote the input.
      reporter.logger.warn('input does not fit', { call: name, issues: describeIssues(request.error.issues) });
      throw new AxiomTokenError('INVALID_INPUT');
    }
    if (BY_PRESS.has(name) && !endpoint.takePress(sender.webContentsId)) throw notPressed();
    const takeBack = limits.get(name)?.pass();
    // The table pairs each handler with its schema; TypeScript cannot follow that for a variable name.
    const handler = handlers[name] as (request: unknown) => Promise<unknown>;
    const value = await handler(request.data).catch((error: unknown) => {
      // What a person has pressed for, and cancelled or been refused, gave nothing out.
      if (BY_PRESS.has(name)) takeBack?.();
      throw error;
    });
    const reply = CALL_SCHEMAS[name].reply.safeParse(value);
    if (!reply.success) throw new Error(`the reply does not fit the contract (${describeIssues(reply.error.issues)})`);
    return reply.data;
  };

  const limits: ReadonlyMap<string, RateLimit> = new Map(
    Object.entries(MOST_PER_MINUTE).map(([name, most]) => [name, new RateLimit(clock, most, 60_000)]),
  );
  const queue = new PushQueue((webContentsId, name, payload) => endpoint.send(webContentsId, PUSHES[name], payload));
  const pageReady = (webContentsId: number): void => {
    // A page may call pageReady several times; its end is watched once.
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
