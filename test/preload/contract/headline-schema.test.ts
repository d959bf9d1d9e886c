import { describe, expect, it } from 'vitest';
import { PLACE_KINDS } from '../../../main/core/ports/token-places';
import type { RequiredUserAction } from '../../../main/core/ports/token-store';
import { deriveHeadline, HEADLINE_KINDS } from '../../../main/core/status/headline';
import type { SessionFacet, StorageFacet, TokenFacet } from '../../../main/core/status/state-facets';
import { headlineSchema } from '../../../preload/contract/headline-schema';

const TOKENS: TokenFacet[] = ['none', 'good', 'due', 'expiring', 'expired', 'unknown-expiry'];
const SESSIONS: SessionFacet[] = ['ok', 'refreshing', 'offline', 'needs-browser', 'needs-sign-in', 'paused'];
const STORAGES: StorageFacet[] = ['opening', 'saved', 'unsaved', 'locked', 'unavailable', 'corrupt'];
const USER_ACTIONS: (RequiredUserAction | undefined)[] = [undefined, 'passphrase', 'new-passphrase', 'other-keychain'];

/** Every headline that the core's table can give. */
const headlines = TOKENS.flatMap((token) =>
  SESSIONS.flatMap((session) =>
    STORAGES.flatMap((storage) =>
      PLACE_KINDS.flatMap((place) =>
        USER_ACTIONS.map((action) => deriveHeadline(token, session, storage, place, action)),
      ),
    ),
  ),
);

describe('the headline', () => {
  it('crosses the border whatever the core says, unchanged', () => {
    const lost = headlines.filter(
      (headline) => JSON.stringify(headlineSchema.safeParse(headline).data) !== JSON.stringify(headline),
    );
    expect(lost).toEqual([]);
  });

  it('knows the kinds of the core in the core’s order, and no other', () => {
    expect(headlineSchema.shape.kind.options).toEqual(HEADLINE_KINDS);
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
