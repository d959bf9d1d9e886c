// A session that decides at its first call who answers: the running app, or the same calls in this process. It keeps
// that choice, because the app may have tokens that are not saved yet. Only long-running programs switch from an app
// that has ended to calls in this process, and back later.
import type { InProcessCalls } from './in-process-calls';
import { untilEither } from './until-either';
import { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import type { CallName, Calls } from '../../handout/operations';
import type { SeenAccount } from '../../compose/standalone/standalone-parts';
import type { BrokerLink, CallOptions, Session } from './session';

/** The result of looking for the app. A problem with a running app is thrown instead. */
export type Found =
  | { readonly kind: 'link'; readonly link: BrokerLink }
  /** No app listens; `failure` describes it. */
  | { readonly kind: 'absent'; readonly failure: AxiomTokenError }
  /** No app listens, but it runs or its socket was named: do not silently work without it. */
  | { readonly kind: 'away'; readonly failure: AxiomTokenError };

export interface SessionParts {
  readonly use: 'auto' | 'standalone' | 'required';
  /** `signal` aborts it. @throws AxiomTokenError `BROKER_UNAVAILABLE` */
  readonly find: (signal: AbortSignal) => Promise<Found>;
  readonly openInProcess: () => Promise<InProcessCalls>;
  /** Aborts all calls. */
  readonly signal: AbortSignal;
  readonly detail: (line: string) => void;
}

type Choice =
  | { readonly source: 'broker'; link: BrokerLink }
  | { readonly source: 'standalone'; readonly alone: InProcessCalls };

export class ChoosingSession implements Session {
  readonly #parts: SessionParts;
  readonly #end = new AbortController();
  #choice: Promise<Choice> | undefined;
  #alone: Promise<InProcessCalls> | undefined;
  #isAway = false;
  #linking: Promise<BrokerLink> | undefined;
  readonly #closedLinks = new WeakSet<BrokerLink>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  async call<Name extends CallName>(
    name: Name,
    params: Calls[Name]['params'],
    options: CallOptions = {},
  ): Promise<Calls[Name]['result']> {
    return untilEither(this.#parts.signal, options.signal, (signal) => this.#call(name, params, options, signal));
  }

  async #call<Name extends CallName>(
    name: Name,
    params: Calls[Name]['params'],
    options: CallOptions,
    signal: AbortSignal,
  ): Promise<Calls[Name]['result']> {
    signal.throwIfAborted();
    const choice = await this.#choose();
    if (choice.source === 'standalone') return carryOut(choice.alone, name, params, signal, options.onLogin);
    const link = await this.#living(choice);
    const stop = options.onLogin ? link.onNotification(loginListener(options.onLogin)) : undefined;
    try {
      return (await link.request(name, params, signal)) as Calls[Name]['result'];
    } finally {
      stop?.();
    }
  }

  async callInProcess<Name extends CallName>(
    name: Name,
    params: Calls[Name]['params'],
  ): Promise<Calls[Name]['result']> {
    return carryOut(await this.#openInProcess(), name, params, this.#parts.signal);
  }

  async isAway(): Promise<boolean> {
    await this.#choose().catch(() => undefined);
    return this.#isAway;
  }

  async broker(): Promise<BrokerLink | undefined> {
    const choice = await this.#choose();
    return choice.source === 'broker' ? this.#living(choice) : undefined;
  }

  async look(): Promise<BrokerLink | undefined> {
    if (this.#choice) return this.broker().catch(() => undefined);
    const found = await this.#find().catch(() => undefined);
    if (found?.kind !== 'link') return undefined;
    this.#choice ??= Promise.resolve({ source: 'broker', link: this.#noted(found.link) });
    return found.link;
  }

  async source(): Promise<'broker' | 'standalone'> {
    return (await this.#choose()).source;
  }

  async leaveApp(): Promise<boolean> {
    const { use, detail } = this.#parts;
    const choice = await this.#choose();
    if (choice.source === 'standalone') return true;
    // When the app runs, or may run, a failure explains why it cannot be used.
    const found = use === 'auto' ? await this.#find().catch(() => undefined) : undefined;
    if (found?.kind === 'link') choice.link = this.#noted(found.link);
    if (found?.kind !== 'absent') return false;
    const alone = await this.#openInProcess();
    detail(`${found.failure.message} Continuing without it.`);
    this.#choice = Promise.resolve({ source: 'standalone', alone });
    return true;
  }

  async returnToApp(): Promise<boolean> {
    const { use, detail } = this.#parts;
    const choice = await this.#choice;
    if (choice?.source !== 'standalone' || use !== 'auto') return false;
    const found = await this.#find().catch(() => undefined);
    if (found?.kind !== 'link') return false;
    detail('The app is back.');
    this.#alone = undefined;
    this.#choice = Promise.resolve({ source: 'broker', link: this.#noted(found.link) });
    await choice.alone.dispose().catch(() => undefined);
    return true;
  }

  async readInProcess(named: string | undefined): Promise<SeenAccount | undefined> {
    return (await this.#alone?.catch(() => undefined))?.look(named);
  }

  onChangeInProcess(listener: () => void): Unsubscribe {
    let isOver = false;
    let stop: Unsubscribe = () => undefined;
    const listen = (alone: InProcessCalls): void => {
      if (!isOver) stop = alone.onChange(listener);
    };
    this.#alone?.then(listen).catch(() => undefined);
    return () => {
      isOver = true;
      stop();
    };
  }

  async dispose(): Promise<void> {
    this.#end.abort(new AxiomTokenError('CANCELLED'));
    const choice = await this.#choice?.catch(() => undefined);
    if (choice?.source === 'broker') choice.link.close();
    await (await this.#alone?.catch(() => undefined))?.dispose();
  }

  #choose(): Promise<Choice> {
    this.#choice ??= this.#makeChoice().catch((error: unknown) => {
      this.#choice = undefined;
      throw error;
    });
    return this.#choice;
  }

  async #makeChoice(): Promise<Choice> {
    const { use, detail } = this.#parts;
    this.#isAway = false;
    if (use !== 'standalone') {
      const found = await this.#find();
      if (found.kind === 'link') {
        const { socket, hello } = found.link;
        detail(`Asking ${hello.server.kind} ${hello.server.version} (process ${hello.server.pid}) at ${socket}.`);
        return { source: 'broker', link: this.#noted(found.link) };
      }
      this.#isAway = found.kind === 'away';
      if (use === 'required' || found.kind === 'away') throw found.failure;
      detail(`${found.failure.message} Working without it.`);
    }
    return { source: 'standalone', alone: await this.#openInProcess() };
  }

  /** The connection, or a new one when it has ended. */
  async #living(choice: Extract<Choice, { source: 'broker' }>): Promise<BrokerLink> {
    if (!this.#closedLinks.has(choice.link)) return choice.link;
    this.#linking ??= this.#relink().finally(() => {
      this.#linking = undefined;
    });
    choice.link = await this.#linking;
    return choice.link;
  }

  async #relink(): Promise<BrokerLink> {
    const found = await this.#find();
    if (found.kind !== 'link') throw found.failure;
    return this.#noted(found.link);
  }

  /** Looks for the app. The end of the session aborts this, also while a busy app makes it wait. */
  #find(): Promise<Found> {
    return untilEither(this.#parts.signal, this.#end.signal, async (signal) => {
      signal.throwIfAborted();
      const finding = this.#parts.find(signal);
      const stopped = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      stopped.catch(() => finding.then((found) => found.kind === 'link' && found.link.close()).catch(() => undefined));
      return Promise.race([finding, stopped]);
    });
  }

  #openInProcess(): Promise<InProcessCalls> {
    this.#alone ??= this.#parts.openInProcess().catch((error: unknown) => {
      this.#alone = undefined;
      throw error;
    });
    return this.#alone;
  }

  #noted(link: BrokerLink): BrokerLink {
    link.onClose(() => this.#closedLinks.add(link));
    return link;
  }
}

function carryOut<Name extends CallName>(
  { operations, consumer }: InProcessCalls,
  name: Name,
  params: Calls[Name]['params'],
  signal: AbortSignal,
  reportLogin: NonNullable<CallOptions['onLogin']> = () => undefined,
): Promise<Calls[Name]['result']> {
  return operations[name](params, { consumer, via: 'command-line', signal, reportLogin: reportLogin });
}

function loginListener(onLogin: NonNullable<CallOptions['onLogin']>): Parameters<BrokerLink['onNotification']>[0] {
  return (name, params) => {
    if (name === 'login') onLogin(params as Parameters<typeof onLogin>[0]);
  };
}
