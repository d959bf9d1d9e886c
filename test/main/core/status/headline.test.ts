import { describe, expect, it } from 'vitest';
import { deriveHeadline, withPlaceProblem, placeProblem } from '../../../../main/core/status/headline';
import { HEADLINE_KINDS } from '../../../../main/core/status/headline-table';
import { SESSION_FACETS, STORAGE_FACETS, TOKEN_FACETS } from '../../../../main/core/status/state-facets';

const ALL = TOKEN_FACETS.flatMap((token) =>
  SESSION_FACETS.flatMap((session) => STORAGE_FACETS.map((storage) => [token, session, storage] as const)),
);

/** Facets that make each headline, everything else being well. */
const alone = (kind: string) => {
  const pick = <T extends string>(all: readonly T[], well: T): T => all.find((facet) => facet === kind) ?? well;
  return deriveHeadline(
    pick(TOKEN_FACETS, 'good'),
    pick(SESSION_FACETS, 'ok'),
    pick(STORAGE_FACETS, 'saved'),
    'keychain',
  );
};

describe('deriveHeadline', () => {
  it('shows the worst of the three facets, for every combination', () => {
    expect(ALL).toHaveLength(TOKEN_FACETS.length * SESSION_FACETS.length * STORAGE_FACETS.length);
    for (const [token, session, storage] of ALL) {
      // Two facts without a headline: the session of a profile without tokens, and "signed out" before the store was read.
      const said: string[] = [token, session, storage].filter(
        (facet) => !(token === 'none' && facet === session) && !(storage === 'opening' && facet === 'none'),
      );
      const expected = HEADLINE_KINDS.find((kind) => said.includes(kind));
      expect([token, session, storage, deriveHeadline(token, session, storage, 'keychain').kind]).toEqual([
        token,
        session,
        storage,
        expected,
      ]);
    }
  });

  it('never shows a profile as fine that cannot work or would be lost', () => {
    for (const [token, session, storage] of ALL) {
      const isWell = ['good', 'due'].includes(token) && ['ok', 'refreshing'].includes(session);
      if (deriveHeadline(token, session, storage, 'keychain').tone === 'good')
        expect(isWell && storage === 'saved').toBe(true);
    }
    expect(alone('good').tone).toBe('good');
  });
});

describe('a store that waits for a person', () => {
  it.each([
    ['passphrase', 'none', 'locked', 'Sealed file is locked', 'enter-passphrase', 'Enter the passphrase'],
    [
      'passphrase',
      'good',
      'unsaved',
      'In memory only, not yet in the sealed file',
      'enter-passphrase',
      'Enter the passphrase',
    ],
    ['new-passphrase', 'none', 'locked', 'Passphrase wanted', 'enter-passphrase', 'Choose a passphrase'],
    [
      'new-passphrase',
      'good',
      'unsaved',
      'In memory only, not yet in the sealed file',
      'enter-passphrase',
      'Choose a passphrase',
    ],
    [
      'other-keychain',
      'none',
      'unavailable',
      'Another keychain answers',
      'choose-store',
      'Choose where to keep tokens',
    ],
    [
      'other-keychain',
      'good',
      'unsaved',
      'In memory only, not yet in the system keychain',
      'choose-store',
      'Choose where to keep tokens',
    ],
  ] as const)(
    'for %s, token %s and storage %s: "%s"',
    (requiredUserAction, token, storage, label, action, actionLabel) => {
      const kind = requiredUserAction === 'other-keychain' ? 'keychain' : 'sealed-file';
      const plain = deriveHeadline(token, 'ok', storage, kind);
      expect(deriveHeadline(token, 'ok', storage, kind, requiredUserAction)).toEqual({
        ...plain,
        label,
        action,
        actionLabel,
      });
    },
  );

  it('does not change kind, shape and colour of the headline', () => {
    for (const requiredUserAction of ['passphrase', 'new-passphrase', 'other-keychain'] as const) {
      for (const facets of ALL) {
        const { kind, shape, tone } = deriveHeadline(...facets, 'sealed-file');
        expect(deriveHeadline(...facets, 'sealed-file', requiredUserAction)).toMatchObject({ kind, shape, tone });
      }
    }
    const good = ['good', 'ok', 'saved', 'sealed-file'] as const;
    expect(deriveHeadline(...good, 'passphrase')).toEqual(deriveHeadline(...good));
  });
});

describe('a place that does not work', () => {
  it.each([
    ['keychain', 'Keychain is locked', 'keychain is locked', 'No keychain'],
    ['sealed-file', 'Sealed file is locked', 'sealed file is locked', 'Sealed file not usable'],
    ['file', 'Token file is locked', 'token file is locked', 'Token file not usable'],
    ['memory', 'Memory not usable', 'memory not usable', 'Memory not usable'],
  ] as const)('is named as what it is: %s', (kind, locked, line, unavailable) => {
    expect(deriveHeadline('none', 'ok', 'locked', kind)).toMatchObject({ label: locked, line });
    expect(deriveHeadline('none', 'ok', 'unavailable', kind).label).toBe(unavailable);
  });
});

describe('the problem of a place', () => {
  it.each([
    [{ code: 'STORAGE_UNAVAILABLE', isMissing: true }, true, 'emptied'],
    [{ code: 'STORAGE_UNAVAILABLE', isMissing: true }, false, 'not-there'],
    [{ code: 'TIMEOUT', isMissing: false }, false, 'not-answering'],
    [{ code: 'WRONG_ACCOUNT', isMissing: false }, false, 'other-account'],
    [{ code: 'WRONG_ORIGIN', isMissing: false }, false, 'other-server'],
    [{ code: 'STORAGE_DENIED', isMissing: false }, false, undefined],
    [undefined, false, undefined],
  ] as const)('%j, emptied: %s, is %s', (failure, isEmptied, trouble) => {
    expect(placeProblem(failure, isEmptied)).toBe(trouble);
  });

  it.each([
    ['emptied', 'unsaved', 'In memory only, no longer saved', 'no longer saved', 'save-again', 'Save again'],
    ['not-there', 'unavailable', 'Token file is not there', 'token file not there', 'look-again', 'Look again'],
    ['not-answering', 'unavailable', 'Token file does not answer', 'no answer', 'look-again', 'Look again'],
    ['other-account', 'unavailable', 'Tokens of another account', 'wrong account', 'look-again', 'Look again'],
    ['other-server', 'unavailable', 'Tokens of another server', 'wrong server', 'look-again', 'Look again'],
  ] as const)('%s is said in its own words', (trouble, storage, label, line, action, actionLabel) => {
    const headline = deriveHeadline('good', 'ok', storage, 'file');
    expect(withPlaceProblem(headline, trouble, 'file')).toMatchObject({
      kind: storage,
      label,
      line,
      action,
      actionLabel,
    });
  });

  it('leaves a headline about something else as it is', () => {
    const expired = deriveHeadline('expired', 'ok', 'unsaved', 'file');
    expect(withPlaceProblem(expired, 'emptied', 'file')).toEqual(expired);
    expect(withPlaceProblem(expired, undefined, 'file')).toBe(expired);
  });
});
