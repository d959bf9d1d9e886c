// The IPC border under fuzz: odd payloads and odd callers on every channel. Requests that reach a handler are checked by a second implementation of the contract.
import { limitHandlers } from '../../main/desktop/ipc/limited-handlers';
import { type IpcEndpoint, registerHandlers } from '../../main/desktop/ipc/register-handlers';
import { PLACE_KINDS } from '../../main/core/ports/token-places';
import type { IpcSender } from '../../main/desktop/ipc/trusted-sender';
import { CALLS, type CallName } from '../../preload/contract/channels';
import type { Handlers, Outcome } from '../../preload/contract/schemas';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { anyText, type RandomSource, mutateText } from './fuzz-mutations';
import { type Problem, quotes } from './fuzz-oracle';
import { samplePaste } from './fuzz-samples';
import { PARTIAL, type Shape, SHAPES } from './fuzz-shapes';

const NAMES = Object.keys(CALLS) as CallName[];
const OWN: IpcSender = { webContentsId: 1, isTopFrame: true, url: 'app://bundle/index.html' };
/** A valid request of a call. */
function sampleRequest(name: CallName, random: RandomSource): unknown {
  const samples: Record<string, unknown> = {
    way: 'shell',
    profileId: 'default',
    name: 'Hedge',
    kind: name === 'chooseStorage' ? random.pick(PLACE_KINDS) : 'token',
    onlyProblems: true,
    sinceMs: 1_772_366_400_000,
    consumer: 'bot',
    tag: '0123abcd',
    event: 'refused',
    format: 'jsonl',
    programId: 'c1',
    most: 100,
    span: 'month',
    email: 'trader@example.com',
    password: 'a password of mine',
    code: '123456',
    text: samplePaste(random),
    source: 'file',
    where: 'home',
    searchId: 's1',
    leftoverId: 'f1',
    profileIds: ['default', 'bot-2'],
    passphrase: 'correct horse battery staple',
    backupId: 'b1',
    replaceNewer: ['default'],
    intoHolder: ['default'],
    asNew: ['bot-2'],
    withRefreshToken: false,
    theme: 'dark',
    clearClipboardAfterSeconds: 30,
    staysInTray: false,
    notifications: { trouble: false, backToNormal: true },
    isOn: true,
    losesWork: true,
    view: '{"route":{}}',
  };
  const shape = SHAPES[name];
  const lacking = Object.keys(shape ?? {}).find((key) => !(key in samples));
  if (lacking !== undefined) throw new Error(`there is no sample of ${lacking}, so no good request of ${name}`);
  return shape && Object.fromEntries(Object.keys(shape).map((key) => [key, samples[key]]));
}

/** All kinds of values that Electron's structured clone accepts. */
function anyValue(random: RandomSource, depth = 0): unknown {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  return random.pick<() => unknown>([
    () => undefined,
    () => null,
    () => random.pick([0, -0, 1.5, -1, Number.NaN, Infinity, 2 ** 53, 10n]),
    () => random.pick([true, false]),
    () => anyText(random),
    () =>
      random.pick([
        'default',
        'DEFAULT',
        '../x',
        '__proto__',
        'constructor',
        'a'.repeat(41),
        'default\n',
        '１２３４５６',
        '123456\n',
      ]),
    () =>
      random.pick([
        new Date(0),
        new Map([['a', 1]]),
        new Set([1]),
        /x/,
        new Uint8Array(8),
        new ArrayBuffer(8),
        new Error('x'),
      ]),
    () => cyclic,
    () => JSON.parse('{"__proto__":{"profileId":"default"},"constructor":1}') as unknown,
    () => (depth > 3 ? [] : Array.from({ length: random.below(4) }, () => anyValue(random, depth + 1))),
    () => (depth > 3 ? {} : { profileId: anyValue(random, depth + 1), [anyText(random)]: anyValue(random, depth + 1) }),
    () => (random.below(50) === 0 ? 'x'.repeat(1_100_000) : random.below(20) === 0 ? `a@${'a.'.repeat(40_000)}` : 'x'),
    () => (random.below(50) === 0 ? Array.from({ length: 10_001 }, () => 'default') : []),
  ])();
}

function anyRequest(name: CallName, random: RandomSource): unknown {
  const sample = sampleRequest(name, random);
  if (typeof sample !== 'object' || sample === null || random.below(5) === 0) return anyValue(random);
  const request = sample as Record<string, unknown>;
  const key = random.pick(Object.keys(request));
  const value = request[key];
  switch (random.below(5)) {
    case 0:
      return { ...request, [key]: anyValue(random) };
    case 1:
      return { ...request, [anyText(random)]: anyValue(random) };
    case 2:
      delete request[key];
      return request;
    case 3:
      return request;
    default:
      return {
        ...request,
        [key]: typeof value === 'string' ? mutateText(value, random, 200_000) : [value, anyValue(random)],
      };
  }
}

const SENDERS: readonly Partial<IpcSender>[] = [
  { isTopFrame: false },
  { webContentsId: 2 },
  { url: '' },
  { url: 'https://axiom.trade/' },
  { url: 'app://bundle.evil/index.html' },
  { url: 'app://evil@bundle/index.html' },
  { url: 'file:///bundle' },
];

/** A border with handlers that only record. */
export class FuzzedBorder {
  readonly #listeners = new Map<string, (sender: IpcSender, payload: unknown) => Promise<unknown>>();
  readonly #logger = new RecordingLogger();
  readonly #clock = new FakeClock();
  #handled: unknown[] = [];
  /** Number of requests that reached a handler. */
  accepted = 0;

  constructor() {
    const endpoint: IpcEndpoint = {
      handle: (channel, listener) => {
        this.#listeners.set(channel, listener);
        return () => this.#listeners.delete(channel);
      },
      send: () => undefined,
      oncePageGone: () => undefined,
      isOwnWindow: (id) => id === OWN.webContentsId,
      takePress: () => true,
    };
    const note = async (request: unknown): Promise<void> => void this.#handled.push(request);
    const handlers = Object.fromEntries(NAMES.map((name) => [name, note])) as unknown as Handlers;
    const limited = limitHandlers(handlers, this.#clock);
    registerHandlers(endpoint, limited, { logger: this.#logger, makeErrorNumber: () => 'f00f' });
  }

  /** Makes one call; returns its result, or the rule that it violates. */
  async try(random: RandomSource): Promise<{ readonly problem: Problem; readonly what: string }> {
    // Far enough apart for every rate limit.
    await this.#clock.advance(60_000);
    const name = random.pick(NAMES);
    const payload = anyRequest(name, random);
    const isForeign = random.below(20) === 0;
    const sender = isForeign ? { ...OWN, ...random.pick(SENDERS) } : OWN;
    this.#handled = [];
    this.#logger.lines.length = 0;
    try {
      const outcome = (await this.#listeners.get(CALLS[name])?.(sender, payload)) as Outcome<unknown>;
      return { problem: this.#judge(name, payload, outcome, isForeign, random), what: name };
    } catch (error) {
      return { problem: `the call threw ${error instanceof Error ? error.name : typeof error}`, what: name };
    }
  }

  #judge(
    name: CallName,
    payload: unknown,
    outcome: Outcome<unknown>,
    isForeign: boolean,
    random: RandomSource,
  ): Problem {
    if (isForeign && (this.#handled.length > 0 || outcome.ok)) return 'a foreign page was answered';
    if (this.#handled.length > 1) return 'one call, two requests';
    if (this.#handled.length === 1) {
      this.accepted++;
      return fits(SHAPES[name], this.#handled[0], PARTIAL.has(name))
        ? undefined
        : 'a handler saw a request outside the contract';
    }
    if (outcome.ok) return 'an answer without a handler';
    if (outcome.failure.code !== 'INVALID_INPUT') return `unexpected code ${outcome.failure.code}`;
    const said = JSON.stringify([outcome, this.#logger.lines]);
    return textsOf(payload).some((text) => quotes(said, text, random)) ? 'the failure quotes the input' : undefined;
  }
}

function fits(shape: Shape | undefined, request: unknown, isPartial: boolean): boolean {
  if (!shape) return request === undefined;
  if (typeof request !== 'object' || request === null) return false;
  const given = Object.keys(request);
  if (!isPartial && given.length !== Object.keys(shape).length) return false;
  return given.every((key) => {
    const value = (request as Record<string, unknown>)[key];
    return (isPartial && value === undefined) || (Object.hasOwn(shape, key) && shape[key]?.(value));
  });
}

const FIELDS = new Set(Object.values(SHAPES).flatMap((shape) => Object.keys(shape ?? {})));

/** Texts and names in the two upper levels, except names from the contract. */
function textsOf(payload: unknown): string[] {
  if (typeof payload === 'string') return [payload];
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]) => [
    ...(FIELDS.has(key) ? [] : [key]),
    ...(typeof value === 'string' ? [value] : []),
  ]);
}
