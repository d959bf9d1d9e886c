import { describe, expect, it } from 'vitest';
import { PLACE_KINDS } from '../../../main/core/ports/token-places';
import type { RequiredUserAction } from '../../../main/core/ports/token-store';
import { deriveHeadline, facetInWords, withPlaceProblem, type PlaceProblem } from '../../../main/core/status/headline';
import { HEADLINE_KINDS } from '../../../main/core/status/headline-table';
import { SESSION_FACETS, STORAGE_FACETS, TOKEN_FACETS } from '../../../main/core/status/state-facets';
import {
  facetWordsSchema,
  headlineSchema,
  sessionFacetSchema,
  storageFacetSchema,
  tokenFacetSchema,
} from '../../../preload/contract/headline-schema';

const USER_ACTIONS: (RequiredUserAction | undefined)[] = [undefined, 'passphrase', 'new-passphrase', 'other-keychain'];

/** Every headline that the core's table can give. */
const untroubled = TOKEN_FACETS.flatMap((token) =>
  SESSION_FACETS.flatMap((session) =>
    STORAGE_FACETS.flatMap((storage) =>
      PLACE_KINDS.flatMap((place) =>
        USER_ACTIONS.map((action) => deriveHeadline(token, session, storage, place, action)),
      ),
    ),
  ),
);

const TROUBLES: PlaceProblem[] = ['emptied', 'not-there', 'not-answering', 'other-account', 'other-server'];
const headlines = [undefined, ...TROUBLES].flatMap((trouble) =>
  untroubled.map((headline) => withPlaceProblem(headline, trouble, 'file')),
);

describe('the headline', () => {
  it('crosses the border unchanged, whatever the core’s value', () => {
    const lost = headlines.filter(
      (headline) => JSON.stringify(headlineSchema.safeParse(headline).data) !== JSON.stringify(headline),
    );
    expect(lost).toEqual([]);
  });

  it('knows the kinds and the facets of the core, and no other', () => {
    const sorted = (names: readonly string[]) => [...names].sort();
    expect(sorted(headlineSchema.shape.kind.options)).toEqual(sorted(HEADLINE_KINDS));
    expect(sorted(tokenFacetSchema.options)).toEqual(sorted(TOKEN_FACETS));
    expect(sorted(sessionFacetSchema.options)).toEqual(sorted(SESSION_FACETS));
    expect(sorted(storageFacetSchema.options)).toEqual(sorted(STORAGE_FACETS));
  });

  it.each([...TOKEN_FACETS, ...SESSION_FACETS, ...STORAGE_FACETS])('has the name of each facet: %s', (value) => {
    const words = { token: facetInWords(value), session: facetInWords(value), storage: facetInWords(value) };
    expect(facetWordsSchema.parse(words)).toEqual(words);
    expect(facetWordsSchema.safeParse({ ...words, session: { words: 'x', tone: 'fine' } }).success).toBe(false);
  });

  it.each([
    ['shape', headlineSchema.shape.shape.options],
    ['tone', headlineSchema.shape.tone.options],
    ['action', headlineSchema.shape.action.unwrap().options],
  ] as const)('takes no %s that the core never gives', (name, options) => {
    const given = new Set(headlines.map((headline) => headline[name]));
    expect(options.filter((option) => !given.has(option))).toEqual([]);
  });

  it.each([
    ['a word more', { more: 1 }],
    ['a kind of its own', { kind: 'fine' }],
    ['an action that nobody can carry out', { action: 'quit' }],
    ['a label that is no text', { label: 7 }],
  ])('stays where it is with %s', (_what, change) => {
    const headline = { ...deriveHeadline('good', 'ok', 'saved', 'keychain'), ...change };
    expect(headlineSchema.safeParse(headline).success).toBe(false);
  });
});
