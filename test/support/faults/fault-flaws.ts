// Ports with deliberate errors. The fault tests use them to show that their checks can fail.
import type { Journal } from '../../../main/core/ports/journal';
import type { ProfileIndex } from '../../../main/core/ports/profile-index';
import type { TokenStore } from '../../../main/core/ports/token-store';

/** Nothing is sealed; files are written in place; a sign-out removes nothing; an interrupted sign-out is not marked as pending; no lock is taken. */
export type Flaw = 'unsealed' | 'in-place' | 'uncleared' | 'unmarked' | 'unlocked';

export function flawedJournal(inner: Journal, flaw: Flaw | undefined): Journal {
  return flaw === 'unsealed' ? { ...inner, writeSealed: async () => undefined } : inner;
}

export function flawedStore(inner: TokenStore, flaw: Flaw | undefined): TokenStore {
  return flaw === 'uncleared' ? { ...inner, clear: async () => undefined } : inner;
}

export function flawedIndex(inner: ProfileIndex, flaw: Flaw | undefined): ProfileIndex {
  if (flaw !== 'unmarked') return inner;
  return {
    ...inner,
    get trouble() {
      return inner.trouble;
    },
    update: (id, change) =>
      inner.update(id, (...given) => {
        const next = change(...given);
        return next && { ...next, removing: undefined };
      }),
  };
}
