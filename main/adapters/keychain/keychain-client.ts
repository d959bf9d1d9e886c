// Calls the keychain through a child process that can be replaced: one call at a time, each with a deadline. Whatever the child does, callers get a value or a
// typed error. Knows neither keytar nor the meaning of the secrets.
import { AxiomTokenError } from '../../core/base/errors';
import { startDeadline } from '../../core/flow/deadline';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import { Secret } from '../../core/base/secret';
import { KEYCHAIN_SERVICE, type Keychain } from './keychain';
import type { KeychainChild, KeychainChildEvents, KeychainChildHost } from './keychain-child-host';
import { classifyKeychainError, isStaleConnection, keychainLoadError } from './keychain-error';
import { type KeychainReply, type KeychainRequest, keychainReplySchema } from './keychain-protocol';

/** The deadline for the first call and for interactive calls, because the system may be showing a password prompt. */
export const PATIENT_DEADLINE_MS = 60_000;
export const DEADLINE_MS = 5_000;
/** An idle child is ended after this. A refresh is over by then; the child takes 20 MB, and a new one starts in a twentieth of a second. */
export const IDLE_MS = 6_000;
/** keytar leaks some memory with each call, so a child is replaced after this many calls, or after {@link MAX_AGE_MS}. */
export const MAX_CALLS = 5_000;
export const MAX_AGE_MS = 3_600_000;

export interface KeychainClientOptions {
  readonly host: KeychainChildHost;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly isInteractive: () => boolean;
}

type Job = Omit<KeychainRequest, 'id' | 'service'>;

type Outcome = KeychainReply | { readonly exited: string } | 'late';

interface Running {
  readonly child: KeychainChild;
  readonly startedAtMs: number;
  /** Receives the outcome of the current call. */
  readonly listener: { onOutcome?: ((outcome: Outcome) => void) | undefined };
  calls: number;
}

/** The client. Starts its child with the first call; `dispose` ends it and rejects waiting calls. */
export class KeychainClient implements Keychain {
  readonly #options: KeychainClientOptions;
  #running: Running | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #lastId = 0;
  #isFirstCall = true;
  #isDisposed = false;
  #cancelIdle: Unsubscribe | undefined;

  constructor(options: KeychainClientOptions) {
    this.#options = options;
  }

  async get(account: string): Promise<Secret | undefined> {
    const value = await this.#enqueue({ operation: 'get', account });
    return typeof value === 'string' ? new Secret(value) : undefined;
  }

  async set(account: string, secret: Secret): Promise<void> {
    await this.#enqueue({ operation: 'set', account, secret: secret.expose() });
  }

  async delete(account: string): Promise<boolean> {
    return (await this.#enqueue({ operation: 'delete', account })) === true;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelIdle?.();
    this.#stop();
  }

  #enqueue(job: Job): Promise<string | boolean | null> {
    const isInteractive = this.#options.isInteractive();
    this.#waiting++;
    const result = this.#tail.then(async () => {
      this.#cancelIdle?.();
      try {
        return await this.#perform(job, isInteractive);
      } finally {
        if (--this.#waiting === 0 && this.#running) {
          this.#cancelIdle = this.#options.clock.setTimer(IDLE_MS, () => this.#stop());
        }
      }
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }

  async #perform(job: Job, isInteractive: boolean): Promise<string | boolean | null> {
    const { platform } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const reply = await this.#exchange(job, isInteractive);
      if ('value' in reply) return reply.value;
      // After any failure the child may stay broken; a new one takes a tenth of a second.
      this.#stop();
      if (reply.isLoadFailure) throw keychainLoadError(platform, reply.failure);
      if (attempt > 1 || !isStaleConnection(reply.failure)) {
        throw classifyKeychainError(job.operation, platform, reply.failure);
      }
    }
  }

  async #exchange(job: Job, isInteractive: boolean): Promise<KeychainReply> {
    const deadlineMs = isInteractive || this.#isFirstCall ? PATIENT_DEADLINE_MS : DEADLINE_MS;
    this.#isFirstCall = false;
    const running = this.#start();
    running.calls++;
    const request: KeychainRequest = { id: ++this.#lastId, service: KEYCHAIN_SERVICE, ...job };
    let cancelDeadline: Unsubscribe = () => undefined;
    const outcomeOfCall = new Promise<Outcome>((resolve) => {
      running.listener.onOutcome = resolve;
      cancelDeadline = startDeadline(this.#options.clock, deadlineMs, () => resolve('late'));
      running.child.post(request);
    });
    const outcome = await outcomeOfCall.finally(() => {
      cancelDeadline();
      running.listener.onOutcome = undefined;
    });
    if (outcome === 'late') {
      this.#stop();
      throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: `The keychain did not answer within ${deadlineMs / 1000} seconds.`,
        remedy: 'Look for a password prompt of the keychain, then retry. Your tokens are untouched.',
      });
    }
    if ('exited' in outcome)
      throw helperFailed('The helper that talks to the keychain ended unexpectedly.', outcome.exited);
    return outcome;
  }

  #start(): Running {
    if (this.#isDisposed) {
      throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: 'The app is closing, so it no longer uses the keychain.',
      });
    }
    const { clock, host } = this.#options;
    const nowMs = clock.monotonicMs();
    if (this.#running && (this.#running.calls >= MAX_CALLS || nowMs - this.#running.startedAtMs >= MAX_AGE_MS))
      this.#stop();
    if (this.#running) return this.#running;
    const listener: Running['listener'] = {};
    const child = startChild(host, {
      message: (message) => {
        const reply = keychainReplySchema.safeParse(message);
        if (reply.success && reply.data.id === this.#lastId) listener.onOutcome?.(reply.data);
      },
      exited: (reason) => {
        if (this.#running?.listener === listener) this.#running = undefined;
        listener.onOutcome?.({ exited: reason });
      },
    });
    this.#running = { child, startedAtMs: nowMs, listener, calls: 0 };
    return this.#running;
  }

  #stop(): void {
    const running = this.#running;
    this.#running = undefined;
    running?.child.kill();
    running?.listener.onOutcome?.({ exited: 'stopped' });
  }
}

function startChild(host: KeychainChildHost, events: KeychainChildEvents): KeychainChild {
  try {
    return host.start(events);
  } catch (error) {
    throw helperFailed('The helper that talks to the keychain could not be started.', error);
  }
}

function helperFailed(message: string, cause: unknown): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message,
    remedy: 'Retry; it is started again. Your tokens are untouched.',
    cause: typeof cause === 'string' ? new Error(cause) : cause,
  });
}
