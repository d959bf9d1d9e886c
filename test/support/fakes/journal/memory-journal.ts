// A journal in memory, for tests of the core. A test can use it for several managers, like files that outlive a program, and can make it fail.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { Secret } from '../../../../main/core/base/secret';
import type { Journal, RefreshIntent } from '../../../../main/core/ports/journal';
import type { StillWanted } from '../../../../main/core/ports/still-wanted';

export class MemoryJournal implements Journal {
  intent: RefreshIntent | undefined;
  /** The sealed records by the ids of their keys. */
  readonly sealedByKey = new Map<string, Uint8Array>();
  /** Records that were set aside, oldest first. */
  readonly aside: Uint8Array[] = [];
  /** A record sealed by an earlier version. */
  former: Uint8Array[] = [];
  key: Secret | undefined;
  /** While set, every change of the journal fails with it. */
  failure: ErrorCode | undefined;

  /** The sealed record of a journal that knows one key. */
  get sealed(): Uint8Array | undefined {
    return [...this.sealedByKey.values()][0];
  }

  /** Replaces its bytes. */
  set sealed(bytes: Uint8Array | undefined) {
    for (const keyId of this.sealedByKey.keys()) {
      if (bytes) this.sealedByKey.set(keyId, bytes);
      else this.sealedByKey.delete(keyId);
    }
  }

  async read(keyId: string | undefined): ReturnType<Journal['read']> {
    const sealed = keyId === undefined ? undefined : this.sealedByKey.get(keyId);
    return {
      ...(this.intent ? { intent: { ...this.intent } } : {}),
      ...(sealed ? { sealed: Uint8Array.from(sealed) } : {}),
      ...(this.former.length > 0 ? { former: this.former.map((bytes) => Uint8Array.from(bytes)) } : {}),
    };
  }

  async writeIntent(intent: RefreshIntent): Promise<void> {
    this.#throwIfFailing();
    this.intent = { ...intent };
  }

  async clearIntent(): Promise<void> {
    this.#throwIfFailing();
    this.intent = undefined;
  }

  async writeSealed(keyId: string, sealed: Uint8Array, isWanted?: StillWanted): Promise<void> {
    this.#throwIfFailing(isWanted);
    this.sealedByKey.set(keyId, Uint8Array.from(sealed));
  }

  async clear(keyId: string, isWanted?: StillWanted): Promise<void> {
    this.#throwIfFailing(isWanted);
    this.intent = undefined;
    this.sealedByKey.delete(keyId);
  }

  async setAside(keyId: string): Promise<void> {
    this.#throwIfFailing();
    const sealed = this.sealedByKey.get(keyId);
    if (sealed) this.aside.push(sealed);
    this.sealedByKey.delete(keyId);
  }

  async dropFormer(former: Uint8Array): Promise<void> {
    this.#throwIfFailing();
    this.former = this.former.filter((bytes) => Buffer.compare(bytes, former) !== 0);
  }

  async readKey(): Promise<Secret | undefined> {
    return this.key;
  }

  async writeKey(key: Secret): Promise<void> {
    this.#throwIfFailing();
    if (this.key) throw new AxiomTokenError('STORAGE_DENIED');
    this.key = key;
  }

  #throwIfFailing(isWanted?: StillWanted): void {
    if (isWanted?.() === false) throw new AxiomTokenError('TIMEOUT');
    if (this.failure) throw new AxiomTokenError(this.failure);
  }
}
