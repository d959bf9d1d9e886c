import { describe, expect, it } from 'vitest';
import { deriveHeadline, facetInWords } from '../../../../main/core/status/headline';
import { HEADLINE_KINDS } from '../../../../main/core/status/headline-table';
import { SESSION_FACETS, STORAGE_FACETS, TOKEN_FACETS } from '../../../../main/core/status/state-facets';

/** A copy of the table, most serious first: kind, label, line in a list, facet in words, shape, tone, the offered action. */
const LOOK = [
  [
    'corrupt',
    'Saved sign-in is damaged',
    'sign-in damaged',
    'Damaged',
    'triangle',
    'bad',
    'Restore a backup, or sign in again',
  ],
  ['needs-sign-in', 'Sign in again', 'sign in again', 'Ended', 'triangle', 'bad', 'Sign in'],
  [
    'needs-browser',
    'Axiom wants a browser check',
    'browser check wanted',
    'Browser check wanted',
    'triangle',
    'bad',
    'Open the sign-in window',
  ],
  ['expired', 'Expired', 'expired', 'Expired', 'triangle', 'bad', 'Refresh now'],
  ['locked', 'Keychain is locked', 'keychain is locked', 'Locked', 'padlock', 'attention', 'Unlock and retry'],
  [
    'unavailable',
    'No keychain',
    'tokens not reachable',
    'Not available',
    'padlock',
    'attention',
    'Choose where to keep tokens',
  ],
  ['paused', 'Paused by you', 'paused', 'Paused by you', 'ring-bars', 'idle', 'Resume'],
  [
    'unsaved',
    'In memory only, not yet in the system keychain',
    'in memory only',
    'In memory only',
    'ring-alert',
    'attention',
    'Save again',
  ],
  [
    'refused-once',
    'Refused once, checking again at {at}',
    'refused once',
    'Refused once',
    'ring-alert',
    'attention',
    'Sign in',
  ],
  ['expiring', 'Expires in {left}', 'expiring soon', 'Expires soon', 'ring-alert', 'attention', 'Refresh now'],
  [
    'held-up',
    'Not refreshed, working until {until}',
    'delayed',
    'Refresh delayed',
    'ring-alert',
    'attention',
    'Refresh now',
  ],
  [
    'server-trouble',
    'Axiom has trouble, working until {until}',
    'Axiom has trouble',
    'Axiom has trouble',
    'ring-alert',
    'attention',
    'Refresh now',
  ],
  [
    'asked-to-wait',
    'Axiom asks to wait until {at}, working until {until}',
    'asked to wait',
    'Asked to wait',
    'ring-alert',
    'attention',
    undefined,
  ],
  [
    'offline',
    'Offline, working until {until}',
    'offline',
    'Axiom not reached',
    'ring-alert',
    'attention',
    'Refresh now',
  ],
  [
    'unknown-expiry',
    'Works, expiry unknown',
    'expiry unknown',
    'Works, expiry unknown',
    'ring-alert',
    'attention',
    'Refresh now',
  ],
  ['none', 'Signed out', 'signed out', 'None', 'ring-dashed', 'idle', 'Sign in'],
  ['opening', 'Opening', 'opening', 'Opening', 'ring-open', 'info', undefined],
  ['refreshing', 'Refreshing', 'refreshing', 'Refreshing', 'ring-open', 'info', undefined],
  ['due', 'Healthy', 'healthy', 'Good, a refresh is due', 'ring-check', 'good', undefined],
  ['good', 'Healthy', 'healthy', 'Good', 'ring-check', 'good', undefined],
] as const;

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

describe('the table of headlines', () => {
  it('is in the order of precedence, worst first', () => {
    expect(HEADLINE_KINDS).toEqual(LOOK.map(([kind]) => kind));
  });

  it.each(LOOK)('%s reads "%s"', (kind, label, line, facet, shape, tone, actionLabel) => {
    const { action, ...row } = alone(kind);
    expect(row).toEqual({ kind, label, line, shape, tone, ...(actionLabel === undefined ? {} : { actionLabel }) });
    expect(action === undefined).toBe(actionLabel === undefined);
    expect(facetInWords(kind)).toEqual({ words: facet, tone });
  });

  it('has texts of its own for states without a headline', () => {
    expect(facetInWords('ok')).toEqual({ words: 'Signed in', tone: 'good' });
    expect(facetInWords('saved')).toEqual({ words: 'Saved', tone: 'good' });
  });

  it('has a row for every facet value except those without a problem, and no other', () => {
    const facets = [...TOKEN_FACETS, ...SESSION_FACETS, ...STORAGE_FACETS].filter(
      (facet) => !['ok', 'saved'].includes(facet),
    );
    expect([...HEADLINE_KINDS].sort()).toEqual(facets.sort());
  });
});
