// Removes a sign-in from a place that its profile has left. The decision is former-step.ts. Used by ProfileStorage.
import type { Removal } from '../ports/profile-index';
import type { TokenRecord } from '../tokens/token-record';
import { nextFormerStep } from './former-step';
import type { Place } from './place';
import { lookAt } from './place-look';
import type { ProfileLock } from './profile-lock';

/** What the removal needs to know of its profile. */
export interface FormerPlaceOptions {
  readonly lock: ProfileLock;
  readonly lockWaitMs: number;
  /** The record in memory now. */
  readonly present: () => TokenRecord | undefined;
  readonly origin: string;
  readonly nameOf: (record: TokenRecord) => string;
}

/** `gone`: removed now. `over`: there was nothing to remove. A record: newer than memory, which must take it first. */
export type FormerResult = 'gone' | 'over' | { readonly newer: TokenRecord };

/** @throws AxiomTokenError of the store when it could not be read or removed; `TIMEOUT` when another process holds the lock */
export async function removeFromFormer(
  removal: Removal,
  { store, journal }: Place,
  { lock, lockWaitMs, present, origin, nameOf }: FormerPlaceOptions,
): Promise<FormerResult> {
  const release = await lock.acquire(lockWaitMs, 'write');
  try {
    const step = nextFormerStep({ removal, observed: await lookAt(store), present: present(), origin, nameOf });
    switch (step.kind) {
      case 'over':
        return 'over';
      case 'reload':
        return { newer: step.record };
      case 'wait':
        throw step.failure;
      case 'delete':
        await journal?.clear(step.record);
        await store.clear();
        return 'gone';
    }
  } finally {
    release();
  }
}
