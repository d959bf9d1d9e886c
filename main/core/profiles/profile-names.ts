// Names and ids of the profiles that the user adds: which names are allowed, and which id a name gets.
// Pure; used by ProfileRegistry.
import { AxiomTokenError } from '../base/errors';
import type { ProfileEntry } from '../ports/profile-index';

const MAX_LENGTH = 40;
/** Ids of the first profile and the demo profile. Reserved even if these profiles do not exist. */
const RESERVED: readonly string[] = ['default', 'demo'];

const DEMO_NAME = 'demo';

/** Emoji that joiners make of several others (families, professions), and the flags of England, Scotland and Wales, which consist of tag characters. */
const JOINED_EMOJI =
  /\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)+|\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/u;
/** Matches each of these emoji, and each character that cannot be shown. */
const EMOJI_OR_UNSEEN = new RegExp(`(${JOINED_EMOJI.source})|\\p{C}`, 'gu');

/**
 * The name as it is saved: trimmed, 1 to 40 characters, no control characters, joiners only inside emoji. `taken`: names of the other profiles, compared without case.
 * @throws AxiomTokenError `INVALID_INPUT` saying what is wrong with it
 */
export function checkProfileName(typed: string, taken: readonly string[]): string {
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const refuse = (message: string, remedy: string): never => {
    throw new AxiomTokenError('INVALID_INPUT', { message, remedy });
  };
  if (name === '') return refuse('The account has no name yet.', 'Type a name for it.');
  const surplus = [...name].length - MAX_LENGTH;
  if (surplus > 0) return refuse(`At most ${MAX_LENGTH} characters.`, `This is ${surplus} too many.`);
  if (withoutUnseen(name) !== name)
    return refuse('This name contains characters that cannot be shown.', 'Type it by hand.');
  // The demo account, which exists only while the app runs, has this name.
  if (foldedName(name) === DEMO_NAME) return refuse('"demo" is the name of the demo account.', 'Choose another name.');
  if (taken.some((other) => foldedName(other) === foldedName(name))) {
    return refuse('There is an account of this name already.', 'Choose another name.');
  }
  return name;
}

/**
 * As {@link checkProfileName}, with the names of these profiles as taken, and their ids: programs name an account by either, so a name that is another account's id
 * would mean two accounts.
 */
export function nameAmong(typed: string, others: readonly Pick<ProfileEntry, 'id' | 'name'>[]): string {
  const name = checkProfileName(
    typed,
    others.map((other) => other.name),
  );
  const bearer = others.find(({ id }) => id === foldedName(name));
  if (!bearer) return name;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `Programs and commands know the account ${bearer.name} as "${bearer.id}", so no other account may have that name.`,
    remedy: 'Choose another name. Nothing was changed.',
  });
}

/** `wanted` if it is free and allowed, else that name with the next free number: "main", then "main 2". `taken` as for {@link checkProfileName}. */
export function freeProfileName(wanted: string, taken: readonly string[]): string {
  const stem = [...withoutUnseen(wanted).replace(/\s+/gu, ' ').trim()].slice(0, MAX_LENGTH - 4);
  const base =
    stem
      .join('')
      .replace(/ \d{1,3}$/, '')
      .trim() || 'account';
  const numbered = Array.from({ length: taken.length + 1 }, (_none, at) => `${base} ${at + 2}`);
  const isFree = (name: string): boolean => {
    try {
      return checkProfileName(name, taken) === name;
    } catch {
      return false;
    }
  };
  return [wanted, ...numbered].find(isFree) ?? base;
}

/** An id for a name, `[a-z0-9-]{1,40}`, not in `taken` (ids and names of others) and not reserved: "Zweites Konto" becomes "zweites-konto", then "zweites-konto-2". */
export function profileIdFor(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const base = words === '' ? 'account' : words.slice(0, MAX_LENGTH).replace(/-$/, '');
  const isFree = (id: string): boolean => !taken.includes(id) && !RESERVED.includes(id);
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = base.slice(0, MAX_LENGTH - suffix.length).replace(/-$/, '') + suffix;
    if (isFree(id)) return id;
  }
}

/** The index entry of a new profile with a name that the user typed; its store is the keychain. @throws as {@link checkProfileName} */
export function newProfileEntry(
  typedName: string,
  existing: readonly Pick<ProfileEntry, 'id' | 'name'>[],
  reservedIds: readonly string[],
): ProfileEntry {
  const name = nameAmong(typedName, existing);
  const taken = existing.flatMap((profile) => [profile.id, foldedName(profile.name)]);
  const id = profileIdFor(name, [...taken, ...reservedIds]);
  return { id, name, store: { kind: 'keychain' }, hasTokens: false };
}

function withoutUnseen(name: string): string {
  return name.replace(EMOJI_OR_UNSEEN, (_found, emoji: string | undefined) => emoji ?? '');
}

/** Two names that are the same in this form count as one. */
export function foldedName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
