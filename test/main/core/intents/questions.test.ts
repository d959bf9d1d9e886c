import { describe, expect, it } from 'vitest';
import {
  clearQuestion,
  restartQuestion,
  exportQuestion,
  exportRefreshTokenQuestion,
  plainFileQuestion,
  removeQuestion,
  sealedFileQuestion,
  signOutQuestion,
  leaveUnreadQuestion,
  thisRunOnlyQuestion,
} from '../../../../main/core/intents/questions';

const main = { name: 'main', lastingPlace: 'the system keychain' };
const hedge = { name: 'hedge' };

describe('the questions of main', () => {
  it('say what a sign-out removes, and from where', () => {
    expect(signOutQuestion(main)).toEqual({
      message: 'Sign out of main?',
      detail:
        'Its tokens are removed from memory and from the system keychain. The account stays in the list. To use it again, sign in again, or restore a backup made since its last refresh.',
      agree: 'Sign out',
    });
    expect(signOutQuestion(hedge).detail).toMatch(/^Its tokens are removed from memory\. /);
  });

  it('say which places a removal does not reach', () => {
    const left = { ...main, leftBehind: ['/media/usb/t.json'] };
    for (const { detail } of [signOutQuestion(left), clearQuestion([hedge, left]), removeQuestion(left)])
      expect(detail).toContain('. What was left behind in /media/usb/t.json stays there. ');
  });

  it.each([
    [
      [main],
      'Clear the tokens of main now?',
      /^They are removed from memory and from the system keychain\. This cannot/,
    ],
    [[hedge], 'Clear the tokens of hedge now?', /^They are removed from memory\. /],
    [
      [main, hedge],
      'Clear the tokens of main and hedge now?',
      /^They are removed from memory and from where each of them/,
    ],
  ])('name what is cleared: %j', (profiles, message, detail) => {
    expect(clearQuestion(profiles)).toMatchObject({
      message,
      detail: expect.stringMatching(detail),
      agree: 'Clear now',
    });
  });

  it.each([
    [5, 'a1, a2, a3, a4 and a5'],
    [6, 'a1, a2, a3, a4, a5 and 1 more'],
    [40, 'a1, a2, a3, a4, a5 and 35 more'],
  ])('count the names of %d accounts', (count, names) => {
    const profiles = Array.from({ length: count }, (_, index) => ({ name: `a${index + 1}` }));
    expect(clearQuestion(profiles).message).toBe(`Clear the tokens of ${names} now?`);
  });

  it('say before an export who can read it and what it is not, and for the refresh token which client it signs out', () => {
    expect(exportQuestion(main)).toMatchObject({
      message: 'Export the access token of main to a plain file?',
      detail: expect.stringMatching(/not encrypted.*every program that runs as you.*is outdated.*held-by-axiom/),
      agree: 'Export it',
    });
    expect(exportRefreshTokenQuestion(main)).toMatchObject({
      message: 'Export the refresh token of main as well?',
      detail: expect.stringMatching(/signs this app out.*used up.*choose Cancel: nothing is written then\.$/),
      agree: 'Export both',
    });
  });

  it('say what "this run only" costs, and that a removal from the list removes no tokens', () => {
    expect(thisRunOnlyQuestion(main)).toEqual({
      message: 'Keep the tokens of main for this run only?',
      detail:
        'They are removed from the system keychain, and are gone when the app quits. You sign in again next time.',
      agree: 'Keep for this run only',
    });
    expect(removeQuestion(hedge)).toMatchObject({
      message: 'Remove hedge from the list?',
      detail: expect.stringMatching(/^It has no tokens here\./),
    });
  });

  it.each([
    [
      plainFileQuestion,
      'Keep the tokens of main in a plain file?',
      /^\/home\/p\/t\.json\n\nThey are not encrypted there/,
    ],
    [
      sealedFileQuestion,
      'Seal the tokens of main with the passphrase that you have just typed?',
      /^\/home\/p\/t\.json\n\nFrom then on nobody/,
    ],
  ])('say what a file means for the tokens, and which it is: %o', (question, message, detail) => {
    expect(question(main, '/home/p/t.json')).toMatchObject({ message, detail: expect.stringMatching(detail) });
  });
});

describe('before a restart', () => {
  const free = { forThisRunOnly: [], behindPassphrase: [], isSigningIn: false, losesWork: false };
  it.each<[Partial<Parameters<typeof restartQuestion>[0]>, string | undefined]>([
    [{}, undefined],
    [
      { forThisRunOnly: ['main', 'call now!'] },
      'The tokens of main and “call now!” are kept for this run only and are gone then: you sign in again.',
    ],
    [
      { behindPassphrase: ['main'] },
      'The passphrase of main is asked for again; until then nothing is refreshed there.',
    ],
    [{ isSigningIn: true }, 'The sign-in that is under way ends.'],
    [{ losesWork: true }, 'Unfinished work in the window (typed text, choices, running steps) is lost.'],
    [
      { isSigningIn: true, losesWork: true },
      'The sign-in that is under way ends.\nUnfinished work in the window (typed text, choices, running steps) is lost.',
    ],
  ])('%j costs %s', (costs, detail) => {
    expect(restartQuestion({ ...free, ...costs })?.detail).toBe(detail);
  });
});

it('a question before tokens are left says where they stay, why, and how they are reached again', () => {
  const { message, detail } = leaveUnreadQuestion(main, 'It is locked.');
  expect(message).toBe('Leave the tokens of main behind?');
  expect(detail).toMatch(/^They are in the system keychain and could not be read\. It is locked\./);
  expect(detail).toMatch(/To use or remove them, choose the former place again\.$/);
});
