// A store in memory that fails or hangs when a test says so and records its calls, for tests of the core. Otherwise it fulfils the
// TokenStore contract: a failed call changes nothing.
import { AxiomTokenError, type ErrorCode, type ErrorDetails } from '../../../../main/core/base/errors';
import type { StillWanted } from '../../../../main/core/ports/still-wanted';
import type { PlacePrivacy, TokenStore } from '../../../../main/core/ports/token-store';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { createGate } from '../../gate';

export type StoreCall = 'load' | 'save' | 'clear';

/** Called right before a change, as file stores do. */
function refuseUnwanted(isWanted: StillWanted | undefined): void {
  if (isWanted?.() === false) throw new AxiomTokenError('TIMEOUT');
}

export class ScriptedTokenStore implements TokenStore {
  readonly kind = 'keychain';
  readonly place: string;
  /** The stored record; tests may set it as another process would. */
  kept: TokenRecord | undefined;
  /** Who can read it, if a test sets that. */
  privacy: PlacePrivacy | undefined;
  /** Called before each change. */
  onChange: (next: TokenRecord | undefined) => void = () => undefined;
  /** Every call, in order. */
  readonly calls: StoreCall[] = [];
  /** Every record that was saved. */
  readonly saved: TokenRecord[] = [];
  /** The highest number of calls at the same time. */
  mostAtOnce = 0;
  #running = 0;
  readonly #failures = new Map<StoreCall, AxiomTokenError>();
  readonly #gates = new Map<StoreCall, Promise<void>>();

  constructor(kept?: TokenRecord, place = 'System keychain') {
    this.kept = kept;
    this.place = place;
  }

  /** From now on these calls fail with the code; without a code they work again. */
  fail(calls: readonly StoreCall[], code?: ErrorCode, details?: ErrorDetails): void {
    for (const call of calls) {
      if (code) this.#failures.set(call, new AxiomTokenError(code, details));
      else this.#failures.delete(call);
    }
  }

  /** From now on this call waits before it takes effect, until the result is called. */
  hold(call: StoreCall): () => void {
    const { opened: gate, open } = createGate();
    this.#gates.set(call, gate);
    return () => {
      if (this.#gates.get(call) === gate) this.#gates.delete(call);
      open();
    };
  }

  load(): Promise<TokenRecord | undefined> {
    return this.#run('load', () => this.kept);
  }

  save(record: TokenRecord, isWanted?: StillWanted): Promise<void> {
    return this.#run('save', () => {
      refuseUnwanted(isWanted);
      this.onChange(record);
      this.kept = record;
      this.saved.push(record);
    });
  }

  clear(isWanted?: StillWanted): Promise<void> {
    return this.#run('clear', () => {
      refuseUnwanted(isWanted);
      this.onChange(undefined);
      this.kept = undefined;
    });
  }

  async #run<T>(call: StoreCall, effect: () => T): Promise<T> {
    this.calls.push(call);
    this.#running++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    try {
      await this.#gates.get(call);
      const failure = this.#failures.get(call);
      if (failure) throw failure;
      return effect();
    } finally {
      this.#running--;
    }
  }
}
