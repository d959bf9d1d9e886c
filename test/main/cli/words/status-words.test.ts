import { describe, expect, it } from 'vitest';
import { exitOfProfile, oneLine, statusLines, statusWords } from '../../../../main/cli/words/status-words';
import { SESSION_FACETS, STORAGE_FACETS, TOKEN_FACETS } from '../../../../main/core/status/state-facets';
import { EXIT_MEANINGS } from '../../../../main/handout/exit-codes';
import { makeProfileState, makeStatus } from '../../../support/command-line/make-answers';

const plain = (_color: string, text: string): string => text;

describe('the state of an account as an exit code', () => {
  it.each([
    ['good', 'ok', 'saved', 0],
    ['due', 'refreshing', 'saved', 0],
    ['expired', 'ok', 'saved', 0],
    ['good', 'offline', 'saved', 0],
    ['good', 'ok', 'unsaved', 0],
    ['unknown-expiry', 'ok', 'saved', 0],
    ['none', 'ok', 'saved', 3],
    ['none', 'ok', 'locked', 8],
    ['none', 'ok', 'corrupt', 8],
    ['none', 'ok', 'unavailable', 8],
    ['good', 'needs-sign-in', 'saved', 0],
    ['good', 'needs-browser', 'saved', 0],
    ['unknown-expiry', 'needs-sign-in', 'saved', 0],
    ['expired', 'needs-sign-in', 'saved', 4],
    ['expired', 'needs-browser', 'saved', 5],
    ['none', 'needs-sign-in', 'saved', 3],
    ['good', 'refused-once', 'saved', 0],
    ['expired', 'refused-once', 'saved', 9],
    ['good', 'paused', 'saved', 7],
    ['none', 'paused', 'saved', 7],
    ['expired', 'offline', 'saved', 9],
    ['expired', 'server-trouble', 'saved', 9],
    ['expired', 'held-up', 'saved', 8],
  ])('%s, %s, %s: %i', (token, session, storage, exit) => {
    expect(exitOfProfile(makeProfileState({ token, session, storage }), false)).toBe(exit);
  });

  it.each([
    [60, 'needs-sign-in', 0],
    [59, 'needs-sign-in', 4],
    [59, 'offline', 9],
    [59, 'ok', 0],
  ])('is that of a token, which hands out none that ends within a minute: %i s left, %s: %i', (left, session, exit) => {
    expect(exitOfProfile(makeProfileState({ token: 'expiring', session, expires_in: left }), false)).toBe(exit);
  });

  it('is 7 while everything is paused', () => {
    expect(exitOfProfile(makeProfileState(), true)).toBe(7);
  });

  it('is a code of the table in each state that there is', () => {
    const known = EXIT_MEANINGS.map(([code]) => code);
    for (const token of TOKEN_FACETS)
      for (const session of SESSION_FACETS)
        for (const storage of STORAGE_FACETS)
          expect(known).toContain(exitOfProfile(makeProfileState({ token, session, storage }), false));
  });
});

describe('accounts in words', () => {
  const second = makeProfileState({ id: 'b', name: 'longer name', is_default: false, expires_in: null, account: null });

  it('are lines in columns, the default one with a star', () => {
    expect(statusLines([makeProfileState(), second], plain)).toEqual([
      '* main         Signed in · works 15 min · keychain · a@b.test',
      '  longer name  Signed in · keychain',
    ]);
  });

  it('come with who answers, the pause, and what is wrong', () => {
    const broken = makeProfileState({
      last_error: { code: 'NETWORK', message: 'Offline.', hint: 'Wait.' },
      verdict: 'taken',
    });
    const status = makeStatus({ paused: { since: null, reason: 'wild' }, profiles: [broken] });
    expect(statusWords(status, plain).split('\n')).toEqual([
      'Axiom Token Manager 0.1.0 runs (process 321).',
      'Everything is paused: wild. Nothing is refreshed or handed out. Resume with: axiom-tokens resume',
      expect.stringContaining('* main'),
      '  main: taken',
      '  main: Offline. Wait.',
    ]);
    const alone = makeStatus({ broker: { running: false, kind: null, version: null, pid: null }, profiles: [] });
    expect(statusWords(alone, plain).split('\n')).toEqual([
      'Axiom Token Manager does not run; this is the state of its accounts.',
      'There are no accounts yet. Sign in: axiom-tokens login',
    ]);
  });

  it('do not say that the app does not run where it was not asked', () => {
    const none = { running: false, kind: null, version: null, pid: null };
    const words = (more: object) =>
      statusWords(makeStatus({ broker: { ...none, ...more }, profiles: [] }), plain, true);
    expect(words({})).toMatch(/^The app was not asked \(--standalone\); this is the state of the accounts\.\n/);
    expect(words({ looked_in: '/d' })).toContain('of the accounts with the data folder /d.');
    expect(words({ looked_in: '/d', looked_in_missing: true })).toMatch(/^There is no data folder/);
    expect(words({ running: true, kind: 'app', pid: 12 })).toMatch(
      /^Axiom Token Manager runs \(process 12\)\. It was not asked, as --standalone says/,
    );
    expect(words({ running: true, kind: 'app', looked_in: '/d' })).toMatch(
      /^Axiom Token Manager runs with the data folder \/d\. It/,
    );
  });

  it.each([
    [makeStatus(), 'main: 15 min'],
    [makeStatus({ paused: { since: null, reason: null } }), 'main: paused'],
    [makeStatus({ profiles: [makeProfileState({ session: 'needs-sign-in', headline: 'Sign in' })] }), 'main: Sign in'],
    [makeStatus({ profiles: [] }), 'no account'],
  ])('fit into one line: %#', (status, line) => {
    expect(oneLine(status, status.profiles[0])).toBe(line);
  });
});
