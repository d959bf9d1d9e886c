// The programs that `axiom-tokens exec` has started. Each has a key that exec made; the broker gets only the hash of the key, which counts while exec is connected.
import { createHash } from 'node:crypto';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Consumer } from '../consumer';

/** The consumer that registered the key, and the program that it started. */
export interface Registered {
  readonly by: Consumer;
  readonly program: string;
  /** The process id of `axiom-tokens exec` itself; absent when the system does not provide it. */
  readonly pid?: number | undefined;
}

export class Children {
  readonly #byHash = new Map<string, Registered>();
  /** For each key in use, what to call when it ends. */
  readonly #users = new Map<string, Set<() => void>>();
  readonly #arrivals = new Set<() => void>();

  /** Registers a key until the result is called. A second registration with the same hash replaces the first. */
  register(hash: string, child: Registered): Unsubscribe {
    this.#byHash.set(hash, child);
    for (const listener of Array.from(this.#arrivals)) listener();
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

  /** The id of the process that registered the key, if it is known. */
  starterOf(key: string): number | undefined {
    return this.#byHash.get(hashOf(key))?.pid;
  }

  /** The consumer for `peer` with this key; `undefined` when the key is not registered. */
  consumerOf(key: string, peer: Consumer): Consumer | undefined {
    const child = this.#byHash.get(hashOf(key));
    return child && childConsumer(child, peer);
  }

  /** Calls `onOver` when the key ends. */
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

/** Consents for the starter also apply to the child (`answerable`), so that the user is not asked twice; a block of either stops it. Its name is always its own. */
function childConsumer({ by, program }: Registered, peer: Consumer): Consumer {
  const name = `${peer.name}, with the key of ${program} from axiom-tokens exec`;
  return { ...peer, kind: 'child', name, parent: by.name, lentBy: by };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
