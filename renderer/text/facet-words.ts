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
  const { kind, line } = profile.headline;
  const left = profile.expiresAtMs === undefined ? undefined : profile.expiresAtMs - nowMs;
  if (left !== undefined && left > 0) {
    if (kind === 'good' || kind === 'due') return `healthy · ${shortDuration(left)}`;
    if (kind === 'expiring') return `expires in ${shortDuration(left)}`;
    if (WORKS_ALL_THE_SAME.includes(kind)) return `${line} · works ${shortDuration(left)}`;
  }
  const isPauseHidden = profile.session === 'paused' && kind !== 'paused' && kind !== 'none';
  return [line, ...(isPauseHidden ? ['paused'] : []), ...(profile.placeAside ? [profile.placeAside.line] : [])].join(
    ' · ',
  );
}

const WORKS_ALL_THE_SAME: readonly ProfileStatus['headline']['kind'][] = [
  'held-up',
  'offline',
  'server-trouble',
  'asked-to-wait',
  'refused-once',
];

function pair([words, tone]: readonly [string, Tone]): Pick<FacetWords, 'words' | 'tone'> {
  return { words, tone };
}

function tokenWords(profile: ProfileStatus): Pick<FacetWords, 'words' | 'tone'> {
  // Before the store has been read it is unknown whether there is a token.
  return isUnread(profile) ? pair(UNREAD) : profile.facetWords.token;
}

function isUnread({ token, storage }: ProfileStatus): boolean {
  return token === 'none' && storage !== 'saved';
}

function sessionWords(profile: ProfileStatus): Pick<FacetWords, 'words' | 'tone'> {
  if (profile.token !== 'none') return profile.facetWords.session;
  return pair(isUnread(profile) ? UNREAD : ['Signed out', 'idle']);
}

function storageWords(profile: ProfileStatus): Pick<FacetWords, 'words' | 'tone'> {
  if (profile.storage !== 'saved') return profile.facetWords.storage;
  if (profile.token === 'none') return pair(['Nothing saved', 'idle']);
  return profile.place.isLasting ? profile.facetWords.storage : pair(['Memory only', 'idle']);
}
