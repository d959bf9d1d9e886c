// The expected storage facet of each kind of store fault, by operation.
import type { StorageFacet } from '../../../main/core/status/state-facets';
import type { Expectation } from './fault-store-cell';

/** Nothing can be read or written. */
export const closed = (facet: StorageFacet): Expectation => ({
  load: facet,
  'sign-in': 'unsaved',
  refresh: 'unsaved',
  clear: facet,
  retry: facet,
});

/** Everything works; the fault has no effect. */
export const REPAIRED: Expectation = {
  load: 'saved',
  'sign-in': 'saved',
  refresh: 'saved',
  clear: 'saved',
  retry: 'saved',
};

/** Reading works, writing does not; `clear` depends on the system. */
export const writesFail = (clear: StorageFacet): Expectation => ({
  ...REPAIRED,
  'sign-in': 'unsaved',
  refresh: 'unsaved',
  clear,
});

/** The entry is no record of this app: it is reported as corrupt, and replaced only by a person's sign-in. */
export const FOREIGN: Expectation = {
  load: 'corrupt',
  'sign-in': 'saved',
  refresh: 'unsaved',
  clear: 'corrupt',
  retry: 'corrupt',
};

/** The keychain has no entry although the index expects one: must not count as "signed out", and nothing but a person's sign-in writes there again. */
export const HIDDEN: Expectation = { ...REPAIRED, load: 'locked', refresh: 'unsaved', retry: 'locked' };
