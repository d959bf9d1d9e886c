// A session that chooses at its first call: the app where it runs, else the same calls in this process. Once chosen it stays so, because the app may hold what the places
// do not have yet; only who goes on for days leaves an app that has ended, and returns to it.
import type { AxiomTokenError } from '../../core/base/errors';
import type { Consumer } from '../../handout/consumer';
import type { CallName, Calls, Operations } from '../../handout/operations';
import type { BrokerLink, CallOptions, Session } from './session';

/** The app was looked for. What is in the way although it runs, or may run, is thrown instead. */
export type Found =
  | { readonly kind: 'link'; readonly link: BrokerLink }
  /** Nobody listens there; `failure` says so in words. */
  | { readonly kind: 'absent'; readonly failure: AxiomTokenError };

/** The calls, carried out in this process. */
export interface Alone {
  readonly operations: Operations;
  /** Who asks: the program that started the command line. */
  readonly consumer: Consumer;
  /** Lets saves and refreshes that go on end. */
  dispose(): Promise<void>;
}

export interface SessionParts {
  readonly use: 'auto' | 'standalone' | 'required';
  /** @throws AxiomTokenError `BROKER_UNAVAILABLE` */
  readonly find: () => Promise<Found>;
  readonly openAlone: () => Promise<Alone>;
  /** Ends all calls. */
  readonly signal: AbortSignal;
  readonly detail: (line: string) => void;
}

type Choice =
  | { readonly source: 'broker'; link: BrokerLink }
  | { readonly source: 'standalone'; readonly alone: Alone };

export class ChoosingSession implements Session {
  readonly #parts: SessionParts;
  #choice: Promise<Choice> | undefined;
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
    const signal = eitherSignal(this.#parts.signal, options.signal);
    signal.throwIfAborted();
    const choice = await this.#choose();
    if (choice.source === 'standalone') {
      const { operations, consumer } = choice.alone;
      const tellLogin = options.onLogin ?? (() => undefined);
      return operations[name](params, { consumer, via: 'command-line', signal, tellLogin });
    }
    const link = await this.#living(choice);
    const stop = options.onLogin ? link.onNotification(loginListener(options.onLogin)) : undefined;
    try {
      return (await link.request(name, params, signal)) as Calls[Name]['result'];
    } finally {
      stop?.();
    }
  }

  async broker(): Promise<BrokerLink | undefined> {
    const choice = await this.#choose();
    return choice.source === 'broker' ? this.#living(choice) : undefined;
  }

  async look(): Promise<BrokerLink | undefined> {
    if (this.#choice) return this.broker().catch(() => undefined);
    const found = await this.#parts.find().catch(() => undefined);
    if (found?.kind !== 'link') return undefined;
    this.#choice ??= Promise.resolve({ source: 'broker', link: this.#noted(found.link) });
    return found.link;
  }

  async source(): Promise<'broker' | 'standalone'> {
    return (await this.#choose()).source;
  }

  async leaveApp(): Promise<boolean> {
    const { use, find, openAlone, detail } = this.#parts;
    const choice = await this.#choose();
    if (choice.source === 'standalone') return true;
    // Of an app that runs, or may run, it is said by a failure why it cannot be used.
    const found = use === 'auto' ? await find().catch(() => undefined) : undefined;
    if (found?.kind === 'link') choice.link = this.#noted(found.link);
    if (found?.kind !== 'absent') return false;
    const alone = await openAlone();
    detail(`${found.failure.message} Going on without it.`);
    this.#choice = Promise.resolve({ source: 'standalone', alone });
    return true;
  }

  async returnToApp(): Promise<boolean> {
    const { use, find, detail } = this.#parts;
    const choice = await this.#choice;
    if (choice?.source !== 'standalone' || use !== 'auto') return false;
    const found = await find().catch(() => undefined);
    if (found?.kind !== 'link') return false;
    detail('The app is back.');
    this.#choice = Promise.resolve({ source: 'broker', link: this.#noted(found.link) });
    await choice.alone.dispose().catch(() => undefined);
    return true;
  }

  async dispose(): Promise<void> {
    const choice = await this.#choice?.catch(() => undefined);
    if (choice?.source === 'broker') choice.link.close();
    else await choice?.alone.dispose();
  }

  #choose(): Promise<Choice> {
    this.#choice ??= this.#makeChoice().catch((error: unknown) => {
      this.#choice = undefined;
      throw error;
    });
    return this.#choice;
  }

  async #makeChoice(): Promise<Choice> {
    const { use, find, openAlone, detail } = this.#parts;
    if (use !== 'standalone') {
      const found = await find();
      if (found.kind === 'link') {
        const { socket, hello } = found.link;
        detail(`Asking ${hello.server.kind} ${hello.server.version} (process ${hello.server.pid}) at ${socket}.`);
        return { source: 'broker', link: this.#noted(found.link) };
      }
      if (use === 'required') throw found.failure;
      detail(`${found.failure.message} Working without it.`);
    }
    return { source: 'standalone', alone: await openAlone() };
  }

  /** The link, or a new one where that has ended. */
  async #living(choice: Extract<Choice, { source: 'broker' }>): Promise<BrokerLink> {
    if (!this.#closedLinks.has(choice.link)) return choice.link;
    this.#linking ??= this.#relink().finally(() => {
      this.#linking = undefined;
    });
    choice.link = await this.#linking;
    return choice.link;
  }

  async #relink(): Promise<BrokerLink> {
    const found = await this.#parts.find();
    if (found.kind === 'absent') throw found.failure;
    return this.#noted(found.link);
  }

  #noted(link: BrokerLink): BrokerLink {
    link.onClose(() => this.#closedLinks.add(link));
    return link;
  }
}

/** As `AbortSignal.any`, which Node has since 20.3 only. */
function eitherSignal(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  if (!second) return first;
  const both = new AbortController();
  for (const signal of [first, second]) {
    if (signal.aborted) both.abort(signal.reason);
    else signal.addEventListener('abort', () => both.abort(signal.reason), { once: true });
  }
  return both.signal;
}

function loginListener(onLogin: NonNullable<CallOptions['onLogin']>): Parameters<BrokerLink['onNotification']>[0] {
  return (name, params) => {
    if (name === 'login') onLogin(params as Parameters<typeof onLogin>[0]);
  };
}
