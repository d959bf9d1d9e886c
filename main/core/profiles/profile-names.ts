// Names and ids of profiles that a person adds: what a name may be, and the id that is made from it. Pure; used by the ProfileRegistry.
import { AxiomTokenError } from '../base/errors';
import type { ProfileEntry } from '../ports/profile-index';

const LONGEST = 40;
/** The demo's profile and the first one have these, whether they are there or not. */
const RESERVED: readonly string[] = ['default', 'demo'];

/**
 * The name as it is kept: 1 to 40 characters without line breaks and the like, spaces at both ends gone.
 * @throws AxiomTokenError `INVALID_INPUT` saying what is wrong with it, also when another profile bears it in capitals or small letters
 */
export function checkProfileName(typed: string, taken: readonly string[]): string {
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const refuse = (message: string, remedy: string): never => {
    throw new AxiomTokenError('INVALID_INPUT', { message, remedy });
  };
  if (name === '') return refuse('The account has no name yet.', 'Type a name for it.');
  const surplus = [...name].length - LONGEST;
  if (surplus > 0) return refuse(`At most ${LONGEST} characters.`, `This is ${surplus} too many.`);
  if (/\p{C}/u.test(name)) return refuse('This name holds characters that cannot be shown.', 'Type it by hand.');
  if (taken.some((other) => folded(other) === folded(name))) {
    return refuse('There is an account of this name already.', 'Choose another name.');
  }
  return name;
}

/** An id for a name, `[a-z0-9-]{1,40}`, that is none of `taken`: "Zweites Konto" becomes "zweites-konto", then "zweites-konto-2". */
export function profileIdFor(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const base = words === '' ? 'account' : words.slice(0, LONGEST).replace(/-$/, '');
  const isFree = (id: string): boolean => !taken.includes(id) && !RESERVED.includes(id);
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = base.slice(0, LONGEST - suffix.length).replace(/-$/, '') + suffix;
    if (isFree(id)) return id;
  }
}

/** The entry of a profile that a person has named, with its tokens to be kept in the keychain. @throws as {@link checkProfileName} */
export function newProfileEntry(
  typedName: string,
  known: readonly Pick<ProfileEntry, 'id' | 'name'>[],
  reservedIds: readonly string[],
): ProfileEntry {
  const name = checkProfileName(
    typedName,
    known.map((profile) => profile.name),
  );
  const id = profileIdFor(name, [...known.map((profile) => profile.id), ...reservedIds]);
  return { id, name, store: { kind: 'keychain' }, hasTokens: false };
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
