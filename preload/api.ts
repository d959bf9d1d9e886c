// The functions that the window gets, built from the contract's tables, so that none can be forgotten or added by hand.
// preload/index.ts exposes them. Must not import zod or Electron.
import { CALLS, CALLS_BY_PRESS, type CallName, PUSHES, type PushName } from './contract/channels';
import type { Pace } from './pace';
import { isWithinSize } from './contract/payload-size';
import type { Outcome, RendererApi } from './contract/schemas';

/** The used part of `ipcRenderer`. */
export interface IpcCaller {
  invoke(channel: string, payload: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

/** What the API needs besides the channels. */
export interface ApiParts {
  /** Whether the user is pressing something in the page, or has just done so. */
  readonly isPressing: () => boolean;
  /** Limits how many calls run at once, and rejects a flood. */
  readonly pace: Pace;
}

/** Frozen: one function per call of the contract, and `subscribe`. No call ever rejects. */
export function createRendererApi(ipc: IpcCaller, { isPressing, pace }: ApiParts): RendererApi {
  const call = async (name: CallName, request: unknown): Promise<unknown> => {
    // Main checks both as well, but would first have to receive what is sent.
    if (BY_PRESS.has(name) && !isPressing()) return NOT_PRESSED;
    if (!isWithinSize(request)) return TOO_LARGE;
    // Main answers every call with an Outcome, unless the main process is quitting.
    const answered = (): Promise<unknown> => ipc.invoke(CALLS[name], request).catch(() => UNANSWERED);
    return pace(answered).catch(() => TOO_MANY);
  };
  const calls = Object.fromEntries(
    (Object.keys(CALLS) as CallName[]).map((name) => [name, (request: unknown) => call(name, request)]),
  );
  const subscribe = (name: PushName, listener: (payload: never) => void): (() => void) => {
    if (!Object.hasOwn(PUSHES, name)) throw new TypeError('no such push');
    // Only the payload is passed on: the event would give the page access to ipcRenderer.
    const forward = (_event: unknown, payload: unknown): void => listener(payload as never);
    ipc.on(PUSHES[name], forward);
    return () => {
      ipc.removeListener(PUSHES[name], forward);
    };
  };
  return Object.freeze({ ...calls, subscribe }) as unknown as RendererApi;
}

const BY_PRESS: ReadonlySet<CallName> = new Set(CALLS_BY_PRESS);

const NOT_PRESSED: Outcome<never> = {
  ok: false,
  failure: {
    code: 'INVALID_INPUT',
    message: 'This is done only when you press for it.',
    remedy: 'Click the button in the window, then it works.',
  },
};

const TOO_LARGE: Outcome<never> = {
  ok: false,
  failure: { code: 'INVALID_INPUT', message: 'This input is too large.', remedy: 'Nothing was changed.' },
};

const TOO_MANY: Outcome<never> = {
  ok: false,
  failure: {
    code: 'RATE_LIMITED',
    message: 'The window sent too many requests at once.',
    remedy: 'Wait a moment, then try again. Nothing was changed.',
  },
};

const UNANSWERED: Outcome<never> = {
  ok: false,
  failure: {
    code: 'INTERNAL',
    message: 'The app did not answer.',
    remedy: 'Close the app and start it again. Your tokens are untouched.',
  },
};
