// The programs that `axiom-tokens exec` has started: known by a key that exec made, of which the broker is told the hash, for as long as exec is connected.
import { createHash } from 'node:crypto';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Consumer } from '../consumer';

/** Who registered the key, and the program that was started. */
export interface Registered {
  readonly by: Consumer;
  readonly program: string;
  /** The process of `axiom-tokens exec` itself; absent where the system does not tell it. */
  readonly pid?: number | undefined;
}

export class Children {
  readonly #byHash = new Map<string, Registered>();
  /** Whoever was let in by a key, and what is to be done when it is over. */
  readonly #users = new Map<string, Set<() => void>>();
  readonly #arrivals = new Set<() => void>();

  /** Until the result is called; a second one with the same hash replaces the first. */
  register(hash: string, child: Registered): Unsubscribe {
    this.#byHash.set(hash, child);
    for (const tell of Array.from(this.#arrivals)) tell();
    return () => {
      if (this.#byHash.get(hash) !== child) return;
      this.#byHash.delete(hash);
      for (const end of Array.from(this.#users.get(hash) ?? [])) end();
      this.#users.delete(hash);
    };
  }

  has(key: string): boolean {
    return this.#byHash.has(hashOf(key));
  }

  /** The process that registered the key, where it is known. */
  starterOf(key: string): number | undefined {
    return this.#byHash.get(hashOf(key))?.pid;
  }

  /** The consumer that `peer` is by that key; `undefined` for a key that nobody has registered. */
  consumerOf(key: string, peer: Consumer): Consumer | undefined {
    const child = this.#byHash.get(hashOf(key));
    return child && childConsumer(child, peer);
  }

  /** Calls `onOver` when the key is over. */
  use(key: string, onOver: () => void): Unsubscribe {
    const hash = hashOf(key);
    const users = this.#users.get(hash) ?? new Set();
    this.#users.set(hash, users.add(onOver));
    return () => {
      users.delete(onOver);
      if (users.size === 0) this.#users.delete(hash);
    };
  }

  /** Calls `listener` after each registration. */
  onArrival(listener: () => void): Unsubscribe {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }
}

/** What was decided about whoever started it holds for it (`answerable`), so that nobody is asked twice; a block of either stops it. It is named as what it is, whoever's key it brings. */
function childConsumer({ by, program }: Registered, peer: Consumer): Consumer {
  const name = `${peer.name}, with the key of ${program} from axiom-tokens exec`;
  return { ...peer, kind: 'child', name, parent: by.name, lentBy: by };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
