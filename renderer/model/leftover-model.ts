// Texts about a file that another program has left, and the profile for its tokens. Pure; used by the page that finds tokens.
import type { Leftover } from '../../preload/contract/leftover-schema';
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';
import { shortDuration } from '../text/duration';
import { listWords } from '../text/list-words';

/** One line about a file; one that needs attention is highlighted. */
export interface LeftoverFact {
  readonly name: 'Account' | 'Issued' | 'Changed' | 'Can be read by' | 'Git' | 'Tokens';
  readonly words: string;
  readonly needsAttention?: boolean;
}

/** The possible actions for a file; one with other content cannot be moved to the trash. */
export interface LeftoverActions {
  readonly canImport: boolean;
  readonly canMakePrivate: boolean;
  readonly canTrash: boolean;
  /** A warning before the file is removed, or why it cannot be. */
  readonly note: string;
}

const READERS: Readonly<Record<Exclude<Leftover['readableBy'], 'unknown'>, string>> = {
  you: 'Only you',
  'you-by-folder': 'Only you, because a folder above it is private',
  others: 'Other users of this computer, too',
};

/** Adds found files to the list; a file that was found again keeps its position. */
export function withFound(list: readonly Leftover[], found: readonly Leftover[]): readonly Leftover[] {
  const byId = new Map([...list, ...found].map((leftover) => [leftover.id, leftover]));
  return [...byId.values()];
}

/** Splits a path into file name and folder. */
export function splitPath(path: string): { readonly name: string; readonly folder: string } {
  // Only Windows paths have no "/"; elsewhere "\" may be part of a name.
  const end = path.lastIndexOf(path.includes('/') ? '/' : '\\');
  return { name: path.slice(end + 1), folder: path.slice(0, Math.max(end, 1)) };
}

/** The facts about a file, in display order. */
export function leftoverFacts(
  { accounts, issuedAtMs, modifiedAtMs, readableBy, workTree, holdsOnlyTokens, lines }: Leftover,
  profiles: readonly ProfileStatus[],
  dates: DateTexts,
  nowMs: number,
): readonly LeftoverFact[] {
  return [
    { name: 'Account', words: accountWords(accounts, profiles) },
    issuedAtMs === undefined
      ? { name: 'Changed', words: ageWords(modifiedAtMs, dates, nowMs) }
      : { name: 'Issued', words: ageWords(issuedAtMs, dates, nowMs) },
    ...(readableBy === 'unknown'
      ? []
      : [{ name: 'Can be read by', words: READERS[readableBy], needsAttention: readableBy === 'others' } as const]),
    ...(workTree === undefined
      ? []
      : [{ name: 'Git', words: `In the work tree ${workTree}: may be committed or pushed by mistake` } as const]),
    ...(holdsOnlyTokens || lines.length === 0 ? [] : [{ name: 'Tokens', words: lineWords(lines) } as const]),
  ];
}

/** The possible actions for a file. */
export function leftoverActions({ importRefusal, readableBy, holdsOnlyTokens }: Leftover): LeftoverActions {
  return {
    canImport: importRefusal === undefined,
    canMakePrivate: readableBy === 'others' || readableBy === 'you-by-folder',
    canTrash: holdsOnlyTokens,
    note: holdsOnlyTokens
      ? 'Without the file, a program that still uses it would have to sign in again.'
      : 'The file also contains other things, so the app does not remove it. Stop the programs that use it, then delete the tokens from it.',
  };
}

/** The profile for the tokens: the one with their account, else `ownId`. `profiles` are without the demo's. */
export function importTarget(
  { accounts }: Leftover,
  profiles: readonly ProfileStatus[],
  ownId: string,
): { readonly profileId: string; readonly name: string | undefined } {
  const own = profiles.find(({ id }) => id === ownId);
  const target = [...(own ? [own] : []), ...profiles].find((profile) => isAmong(accounts, profile)) ?? own;
  return { profileId: target?.id ?? ownId, name: target?.name };
}

function ageWords(atMs: number, dates: DateTexts, nowMs: number): string {
  const date = dates.fullDate(atMs);
  return atMs < nowMs ? `${date}, ${shortDuration(nowMs - atMs)} ago` : date;
}

function accountWords(accounts: readonly string[], profiles: readonly ProfileStatus[]): string {
  if (accounts.length === 0) return 'Not named';
  return listWords(
    accounts.map((account) => {
      const profile = profiles.find(({ accountId }) => accountId === account);
      return profile ? `${account} (${profile.name})` : account;
    }),
  );
}

/** The search reports at most this many lines. */
const MOST_LINES = 20;

/** Line numbers for the person, who removes the tokens from a file with other content. */
function lineWords(lines: Leftover['lines']): string {
  const places = lines.map(({ line, name }) => (name === undefined ? `line ${line}` : `line ${line} (${name})`));
  return `In ${listWords(lines.length < MOST_LINES ? places : [...places, 'perhaps more'])}`;
}

function isAmong(accounts: readonly string[], { accountId }: ProfileStatus): boolean {
  return accountId !== undefined && accounts.includes(accountId);
}
