import { describe, expect, it } from 'vitest';
import {
  HEADLINE_KINDS,
  type HeadlineKind,
  deriveHeadline,
  worstHeadline,
} from '../../../../main/core/status/headline';
import type { SessionFacet, StorageFacet, TokenFacet } from '../../../../main/core/status/state-facets';

/** product.md, worst first; written here again so that a change of the source's order is seen. */
const PRECEDENCE =
  `corrupt needs-sign-in expired needs-browser locked unavailable unsaved paused expiring offline unknown-expiry none opening refreshing
  due good`.split(/\s+/);
const TOKENS: TokenFacet[] = ['none', 'good', 'due', 'expiring', 'expired', 'unknown-expiry'];
const SESSIONS: SessionFacet[] = ['ok', 'refreshing', 'offline', 'needs-browser', 'needs-sign-in', 'paused'];
const STORAGES: StorageFacet[] = ['opening', 'saved', 'unsaved', 'locked', 'unavailable', 'corrupt'];
const ALL = TOKENS.flatMap((token) =>
  SESSIONS.flatMap((session) => STORAGES.map((storage) => [token, session, storage] as const)),
);

/** look.md, Headlines: label, shape, tone, the one action offered. */
const LOOK = [
  ['corrupt', 'Saved sign-in is damaged', 'triangle', 'bad', 'Restore a backup, or sign in again'],
  ['needs-sign-in', 'Sign in again', 'triangle', 'bad', 'Sign in'],
  ['expired', 'Expired', 'triangle', 'bad', 'Refresh now'],
  ['needs-browser', 'Axiom wants a browser check', 'triangle', 'bad', 'Open the sign-in window'],
  ['locked', 'Keychain is locked', 'padlock', 'attention', 'Unlock and retry'],
  ['unavailable', 'No keychain', 'padlock', 'attention', 'Choose where to keep tokens'],
  ['unsaved', 'Working, not saved yet', 'ring-alert', 'attention', 'Retry saving'],
  ['paused', 'Paused by you', 'ring-bars', 'idle', 'Resume'],
  ['expiring', 'Runs out in {left}', 'ring-alert', 'attention', 'Refresh now'],
  ['offline', 'Offline, working until {until}', 'ring-alert', 'attention', 'Try now'],
  ['unknown-expiry', 'Works, expiry unknown', 'ring-alert', 'attention', 'Check now'],
  ['none', 'Signed out', 'ring-dashed', 'idle', 'Sign in'],
  ['opening', 'Opening', 'ring-open', 'info', undefined],
  ['refreshing', 'Refreshing', 'ring-open', 'info', undefined],
  ['due', 'Healthy', 'ring-check', 'good', undefined],
  ['good', 'Healthy', 'ring-check', 'good', undefined],
] as const;

/** What each is called in a list. */
const LINES: Readonly<Record<HeadlineKind, string>> = {
  corrupt: 'sign-in damaged',
  'needs-sign-in': 'sign in again',
  expired: 'expired',
  'needs-browser': 'browser check wanted',
  locked: 'keychain is locked',
  unavailable: 'tokens not reachable',
  unsaved: 'not saved yet',
  paused: 'paused',
  expiring: 'running out',
  offline: 'offline',
  'unknown-expiry': 'expiry unknown',
  none: 'signed out',
  opening: 'opening',
  refreshing: 'refreshing',
  due: 'healthy',
  good: 'healthy',
};

/** Facets that make each headline, everything else being well. */
const alone = (kind: string) => {
  const pick = <T extends string>(all: T[], well: T): T => all.find((facet) => facet === kind) ?? well;
  return deriveHeadline(pick(TOKENS, 'good'), pick(SESSIONS, 'ok'), pick(STORAGES, 'saved'), 'keychain');
};

describe('deriveHeadline', () => {
  it('says the worst of the three facets, for every combination', () => {
    expect(ALL).toHaveLength(216);
    for (const [token, session, storage] of ALL) {
      // Two things that are not said: the session of a profile without tokens, and "signed out" before the store was read.
      const said: string[] = [token, session, storage].filter(
        (facet) => !(token === 'none' && facet === session) && !(storage === 'opening' && facet === 'none'),
      );
      const expected = PRECEDENCE.find((kind) => said.includes(kind));
      expect([token, session, storage, deriveHeadline(token, session, storage, 'keychain').kind]).toEqual([
        token,
        session,
        storage,
        expected,
      ]);
    }
  });

  it.each(LOOK)('%s reads "%s"', (kind, label, shape, tone, actionLabel) => {
    const { kind: shown, action, line, ...row } = alone(kind);
    expect(line).toBe(LINES[kind]);
    expect(shown).toBe(kind);
    expect(row).toEqual({ label, shape, tone, ...(actionLabel === undefined ? {} : { actionLabel }) });
    expect(action === undefined).toBe(actionLabel === undefined);
  });

  it('never calls a profile well that cannot work or would be lost', () => {
    for (const [token, session, storage] of ALL) {
      const isWell = ['good', 'due'].includes(token) && ['ok', 'refreshing'].includes(session);
      if (deriveHeadline(token, session, storage, 'keychain').tone === 'good')
        expect(isWell && storage === 'saved').toBe(true);
    }
    expect(alone('good').tone).toBe('good');
  });
});

describe('worstHeadline', () => {
  it('orders any two as the design does', () => {
    for (const [index, better] of PRECEDENCE.entries()) {
      for (const worse of PRECEDENCE.slice(0, index)) {
        expect(worstHeadline([alone(better), alone(worse)])?.kind).toBe(worse);
      }
    }
    expect(HEADLINE_KINDS).toHaveLength(PRECEDENCE.length);
  });

  it('is the first in precedence, wherever it stands in the list', () => {
    expect(worstHeadline([alone('good'), alone('offline'), alone('due')])?.kind).toBe('offline');
    expect(worstHeadline([alone('expired'), alone('offline')])?.kind).toBe('expired');
  });

  it('is none for no profiles', () => {
    expect(worstHeadline([])).toBeUndefined();
  });
});

describe('a store that waits for a person', () => {
  it.each([
    ['passphrase', 'none', 'locked', 'Sealed file is locked', 'enter-passphrase', 'Enter the passphrase'],
    ['passphrase', 'good', 'unsaved', 'Working, not saved yet', 'enter-passphrase', 'Enter the passphrase'],
    ['new-passphrase', 'none', 'locked', 'Passphrase wanted', 'enter-passphrase', 'Choose a passphrase'],
    ['new-passphrase', 'good', 'unsaved', 'Working, not saved yet', 'enter-passphrase', 'Choose a passphrase'],
    [
      'other-keychain',
      'none',
      'unavailable',
      'Another keychain answers',
      'choose-store',
      'Choose where to keep tokens',
    ],
    ['other-keychain', 'good', 'unsaved', 'Working, not saved yet', 'choose-store', 'Choose where to keep tokens'],
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

  it('changes nothing of what is said first', () => {
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
