// What each kind of store fault must look like to a person, operation by operation.
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

/** It goes on as if nothing had been. */
export const HEALED: Expectation = {
  load: 'saved',
  'sign-in': 'saved',
  refresh: 'saved',
  clear: 'saved',
  retry: 'saved',
};

/** Reading works, writing does not; `clear` depends on the system. */
export const noWriting = (clear: StorageFacet): Expectation => ({
  ...HEALED,
  'sign-in': 'unsaved',
  refresh: 'unsaved',
  clear,
});

/** What lies there is no record of ours: it is told, and replaced only by what a person or the server gives anew. */
export const FOREIGN: Expectation = { ...HEALED, load: 'corrupt', retry: 'corrupt' };

/** The keychain shows nothing although the index knows better: never taken for "signed out". */
export const HIDDEN: Expectation = { ...HEALED, load: 'locked', retry: 'locked' };
