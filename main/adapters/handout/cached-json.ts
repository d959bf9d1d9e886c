// A small JSON file that several processes read and write, with a cache: the file is read again only when a call of `stat` shows that it has changed.
import { statSync } from 'node:fs';
import type { StoredValue } from '../../core/base/stored-versions';
import type { Unsubscribe } from '../../core/ports/clock';
import { notOrdinary, readBoundedSync } from '../files/bounded-read';
import { danglingLink } from '../files/dangling-link';
import { isMissing } from '../files/storage-error';
import { watchFile } from '../places/watch-file';

/** Far more than any such file needs. */
const MAX_BYTES = 4 * 1024 * 1024;

export type CachedValue<Value> =
  | StoredValue<Value>
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly error: unknown };

export class CachedJson<Value> {
  readonly #path: string;
  readonly #check: (json: unknown) => StoredValue<Value>;
  #seen: { readonly identity: string; readonly value: CachedValue<Value> } | undefined;
  #ownIdentity: string | undefined;

  constructor(path: string, check: (json: unknown) => StoredValue<Value>) {
    this.#path = path;
    this.#check = check;
  }

  /** The present content. Never throws. */
  read(): CachedValue<Value> {
    let identity: string | undefined;
    try {
      identity = identityOf(this.#path);
    } catch (error) {
      this.#seen = undefined;
      return this.#without(error);
    }
    if (identity === undefined) {
      this.#seen = undefined;
      return this.#without();
    }
    if (this.#seen?.identity === identity) return this.#seen.value;
    const value = this.#readNow();
    // A file that cannot be read now is tried again at the next call.
    this.#seen = value.kind === 'unreadable' || value.kind === 'missing' ? undefined : { identity, value };
    return value;
  }

  /** Call it after this process has written the file, so that {@link watch} does not report that. */
  noteOwn(): void {
    this.#ownIdentity = this.#identityNow();
  }

  /** Calls `listener` after another process has changed the file; returns `undefined` when that cannot be watched now. */
  watch(listener: () => void): Unsubscribe | undefined {
    const isOwn = async (): Promise<boolean> => {
      const identity = this.#identityNow();
      return identity !== undefined && identity === this.#ownIdentity;
    };
    return watchFile(this.#path, isOwn, listener);
  }

  #identityNow(): string | undefined {
    try {
      return identityOf(this.#path);
    } catch {
      return undefined;
    }
  }

  /**
   * The result for a file that was not found or could not be opened. No `error`: the system says that there is no
   * file.
   */
  #without(error?: unknown): CachedValue<Value> {
    if (error !== undefined && !isMissing(error)) return { kind: 'unreadable', error };
    const link = danglingLink(this.#path);
    return link ? { kind: 'unreadable', error: link } : { kind: 'missing' };
  }

  #readNow(): CachedValue<Value> {
    let text: string;
    try {
      const content = readBoundedSync({ path: this.#path, maxBytes: MAX_BYTES, followsLinks: true });
      if (typeof content === 'string') return { kind: 'unreadable', error: notOrdinary(this.#path) };
      text = content.bytes.toString('utf8');
    } catch (error) {
      return this.#without(error);
    }
    try {
      return this.#check(JSON.parse(text));
    } catch {
      return { kind: 'damaged' };
    }
  }
}

/** The identity of the file; `undefined` when there is none. Without an exception for that, because making one takes longer than the call itself. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}
