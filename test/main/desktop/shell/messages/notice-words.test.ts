import { describe, expect, it } from 'vitest';
import { noticePage, noticeWords } from '../../../../../main/desktop/shell/messages/notice-words';
import type { NoticeKind } from '../../../../../main/desktop/shell/messages/notices';
import type { Page } from '../../../../../preload/contract/page-schema';
import type { ProfileStatus } from '../../../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile } from '../../../../support/make-tray-snapshot';

const MINUTE = 60_000;
const LOCALE = { locale: 'en-GB', timeZone: 'UTC' };
const LOCKED = {
  code: 'STORAGE_LOCKED',
  message: 'The place where tokens are kept is locked or cannot be read.',
  remedy: 'Unlock it and retry. Your tokens are untouched.',
};
const NETWORK = { code: 'NETWORK', message: 'Axiom cannot be reached.', remedy: 'Check the internet connection.' };
const REFUSED = { code: 'UNAUTHORIZED', message: 'Axiom refused the tokens.', remedy: 'Sign in again.' };

const words = (kind: NoticeKind, change: Partial<ProfileStatus> = {}, heldMs = 5 * MINUTE) =>
  noticeWords(kind, makeTrayProfile(change), { nowMs: FAKE_START_MS, heldMs, locale: LOCALE });

const GOES_ON = 'The sign-in is safe, and the app keeps trying.';
const WORKS = 'The access token works until 12:12.';

describe('the texts of a notice', () => {
  it.each<[NoticeKind, Partial<ProfileStatus>, string, string]>([
    [
      'trouble',
      { session: 'offline' },
      'main: Axiom could not be reached for 5 minutes',
      `${WORKS} ${GOES_ON} Check the internet connection.`,
    ],
    [
      'trouble',
      { session: 'offline', isNetworkPage: true },
      'main: a network page has answered instead of Axiom for 5 minutes',
      `${WORKS} ${GOES_ON} Open a browser and sign in to this network.`,
    ],
    [
      'trouble',
      { session: 'server-trouble' },
      'main: Axiom has had trouble for 5 minutes',
      `${WORKS} ${GOES_ON} It ends automatically once Axiom works again.`,
    ],
    [
      'trouble',
      { session: 'asked-to-wait', nextTryAtMs: FAKE_START_MS + 20 * MINUTE },
      'main: not refreshed for 5 minutes',
      `${WORKS} ${GOES_ON} Axiom asks to wait until 12:20.`,
    ],
    [
      'trouble',
      { session: 'asked-to-wait' },
      'main: not refreshed for 5 minutes',
      `${WORKS} ${GOES_ON} Axiom asks to wait.`,
    ],
    [
      'trouble',
      { session: 'held-up', problem: LOCKED },
      'main: not refreshed for 5 minutes',
      `${WORKS} ${GOES_ON} ${LOCKED.message} ${LOCKED.remedy}`,
    ],
    ['trouble', { session: 'held-up' }, 'main: not refreshed for 5 minutes', `${WORKS} ${GOES_ON}`],
    ['trouble', { token: 'expiring' }, 'main: not refreshed for 5 minutes', `${WORKS} ${GOES_ON}`],
    [
      'expired',
      { session: 'offline', token: 'expired' },
      'main: the access token has expired',
      `Axiom could not be reached for 5 minutes, and programs get no token until that works. ${GOES_ON} Check the internet connection.`,
    ],
    [
      'expired',
      { token: 'expired' },
      'main: the access token has expired',
      `Not refreshed for 5 minutes, and programs get no token until that works. ${GOES_ON}`,
    ],
    [
      'signed-out',
      { session: 'needs-sign-in', problem: REFUSED },
      'main: signed out by Axiom',
      `Axiom refused the tokens. ${WORKS} Nothing was removed. Sign in again, and everything continues.`,
    ],
    [
      'signed-out',
      { session: 'needs-sign-in', token: 'expired', problem: LOCKED },
      'main: signed out by Axiom',
      'Axiom no longer accepts this sign-in. Nothing was removed. Sign in again, and everything continues.',
    ],
    [
      'signed-out',
      { session: 'needs-sign-in', token: 'expired', signInEndsAtMs: FAKE_START_MS, problem: REFUSED },
      'main: the sign-in has ended',
      'It has reached its end. Nothing was removed. Sign in again, and everything continues.',
    ],
    [
      'browser-check',
      { session: 'needs-browser' },
      'main: Axiom wants a browser check',
      `Axiom wants to check that you are a person before it refreshes again. ${WORKS} The sign-in is safe. Open the sign-in window and pass the check there.`,
    ],
    [
      'unsaved',
      { storage: 'unsaved', problem: LOCKED },
      'main: tokens are not saved',
      `They are in memory only and would be lost if this app ended. Saving is tried again until it works. ${LOCKED.message} ${LOCKED.remedy}`,
    ],
    [
      'unsaved',
      { storage: 'unsaved', isSealed: true, problem: LOCKED },
      'main: tokens are not saved',
      `They are not yet in the system keychain. A sealed copy keeps them if this app ends. Saving is tried again until it works. ${LOCKED.message} ${LOCKED.remedy}`,
    ],
    [
      'unsaved',
      { storage: 'unsaved', problem: NETWORK },
      'main: tokens are not saved',
      'They are in memory only and would be lost if this app ended. Save them again, or choose another place.',
    ],
    [
      'unsaved',
      { storage: 'unsaved', requiredUserAction: 'passphrase', problem: LOCKED },
      'main: tokens are not saved',
      'They are in memory only and would be lost if this app ended. Enter the passphrase of the sealed file, and they are saved.',
    ],
    [
      'unsaved',
      { storage: 'unsaved', requiredUserAction: 'new-passphrase' },
      'main: tokens are not saved',
      'They are in memory only and would be lost if this app ended. Choose a passphrase for the sealed file, and they are saved.',
    ],
    [
      'unsaved',
      { storage: 'unsaved', requiredUserAction: 'other-keychain' },
      'main: tokens are not saved',
      'They are in memory only and would be lost if this app ended. Another keychain answers than the one that kept them. Choose where to keep them.',
    ],
    ['back-to-normal', {}, 'main: back to normal', `The tokens are good and saved. ${WORKS}`],
    [
      'back-to-normal',
      { expiresAtMs: FAKE_START_MS + 24 * 60 * MINUTE },
      'main: back to normal',
      'The tokens are good and saved. The access token works until 2 Mar, 12:00.',
    ],
  ])('%s of %j', (kind, change, title, body) => {
    expect(words(kind, change)).toEqual({ title, body });
  });

  it.each([
    [MINUTE, 'a minute'],
    [2 * MINUTE - 1, 'a minute'],
    [2 * MINUTE, '2 minutes'],
    [5 * MINUTE + 900, '5 minutes'],
  ])('name %d ms as %s', (heldMs, time) => {
    expect(words('trouble', { session: 'offline' }, heldMs).title).toBe(`main: Axiom could not be reached for ${time}`);
  });

  it('name no time that is not known, and mark a simulator', () => {
    const { expiresAtMs: _, ...profile } = makeTrayProfile({ token: 'unknown-expiry', isSimulator: true });
    expect(noticeWords('back-to-normal', profile, { nowMs: FAKE_START_MS, heldMs: 0 })).toEqual({
      title: 'main: back to normal — Simulator',
      body: 'The tokens are good and saved.',
    });
  });
});

it.each<[NoticeKind, Partial<ProfileStatus>, Page]>([
  ['signed-out', { storage: 'unsaved', problem: LOCKED }, 'sign-in'],
  ['browser-check', { storage: 'unsaved', problem: LOCKED }, 'dashboard'],
  ['back-to-normal', { storage: 'unsaved', problem: LOCKED }, 'dashboard'],
  ['trouble', { session: 'offline' }, 'dashboard'],
  ['trouble', { session: 'held-up', storage: 'locked', problem: LOCKED }, 'store'],
  ['trouble', { session: 'held-up', storage: 'locked', requiredUserAction: 'passphrase' }, 'passphrase'],
  ['expired', { session: 'offline', storage: 'unsaved', problem: NETWORK }, 'dashboard'],
  ['unsaved', { storage: 'unsaved', problem: LOCKED }, 'store'],
  ['unsaved', { storage: 'unsaved', requiredUserAction: 'other-keychain' }, 'store'],
  ['unsaved', { storage: 'unsaved', requiredUserAction: 'passphrase', problem: LOCKED }, 'passphrase'],
  ['unsaved', { storage: 'unsaved', requiredUserAction: 'new-passphrase' }, 'passphrase'],
  ['unsaved', { storage: 'unsaved' }, 'dashboard'],
  ['unsaved', { storage: 'saved' }, 'dashboard'],
])('a click on %s of %j leads to %s', (kind, change, page) => {
  expect(noticePage(kind, makeTrayProfile(change))).toBe(page);
});
