// The texts of the three facets of a profile's state (token, session, storage), and its line in the list. Pure; used by status card and sidebar.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { shortDuration } from './duration';

/** Good, info, attention, bad or idle: colour has no other meanings. */
export type Tone = ProfileStatus['headline']['tone'];

export interface FacetWords {
  readonly name: 'Access token' | 'Session' | 'Storage';
  readonly words: string;
  readonly tone: Tone;
}

const TOKEN: Readonly<Record<ProfileStatus['token'], readonly [string, Tone]>> = {
  none: ['None', 'idle'],
  good: ['Good', 'good'],
  due: ['Good, a refresh is due', 'good'],
  expiring: ['Runs out soon', 'attention'],
  expired: ['Expired', 'bad'],
  'unknown-expiry': ['Works, expiry unknown', 'attention'],
};

const SESSION: Readonly<Record<ProfileStatus['session'], readonly [string, Tone]>> = {
  ok: ['Signed in', 'good'],
  refreshing: ['Refreshing', 'info'],
  offline: ['Axiom not reached', 'attention'],
  'needs-browser': ['Browser check wanted', 'bad'],
  'needs-sign-in': ['Ended', 'bad'],
  paused: ['Paused by you', 'idle'],
};

const STORAGE: Readonly<Record<ProfileStatus['storage'], readonly [string, Tone]>> = {
  opening: ['Opening', 'info'],
  saved: ['Saved', 'good'],
  unsaved: ['Not saved yet', 'attention'],
  locked: ['Locked', 'attention'],
  unavailable: ['Not available', 'attention'],
  corrupt: ['Damaged', 'bad'],
};

const UNREAD = ['Not known yet', 'idle'] as const;

/** Token, session and storage, in this order. */
export function facetWords(profile: ProfileStatus): readonly FacetWords[] {
  return [
    { name: 'Access token', ...tokenWords(profile) },
    { name: 'Session', ...sessionWords(profile) },
    { name: 'Storage', ...storageWords(profile) },
  ];
}

/** The second line of a profile in the list: "healthy · 12 min", "offline · works 3 min", "signed out". */
export function profileLine(profile: ProfileStatus, nowMs: number): string {
  const { kind } = profile.headline;
  const left = profile.expiresAtMs === undefined ? undefined : profile.expiresAtMs - nowMs;
  if (left !== undefined && left > 0) {
    if (kind === 'good' || kind === 'due') return `healthy · ${shortDuration(left)}`;
    if (kind === 'expiring') return `runs out in ${shortDuration(left)}`;
    if (kind === 'offline') return `offline · works ${shortDuration(left)}`;
  }
  return profile.headline.line;
}

function pair([words, tone]: readonly [string, Tone]): Pick<FacetWords, 'words' | 'tone'> {
  return { words, tone };
}

function tokenWords(profile: ProfileStatus): Pick<FacetWords, 'words' | 'tone'> {
  // Before the store has been read it is unknown whether there is a token.
  return pair(isUnread(profile) ? UNREAD : TOKEN[profile.token]);
}

function isUnread({ token, storage }: ProfileStatus): boolean {
  return token === 'none' && storage !== 'saved';
}

function sessionWords(profile: ProfileStatus): Pick<FacetWords, 'words' | 'tone'> {
  if (profile.token !== 'none') return pair(SESSION[profile.session]);
  return pair(isUnread(profile) ? UNREAD : ['Signed out', 'idle']);
}

function storageWords(profile: ProfileStatus): Pick<FacetWords, 'words' | 'tone'> {
  if (profile.storage !== 'saved') return pair(STORAGE[profile.storage]);
  if (profile.token === 'none') return pair(['Nothing saved', 'idle']);
  return pair(profile.place.isLasting ? STORAGE.saved : ['Memory only', 'idle']);
}
