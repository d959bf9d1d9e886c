// The errors for a text without a usable token pair: which token is wrong, what probably happened, what to do. None of them quotes the text.
import { AxiomTokenError } from '../base/errors';
import { heldTokenRefusal } from '../base/held-token';
import type { FaultyToken } from '../token-texts/labelled-tokens';

const WHOLE = 'Give both whole: the cookies auth-access-token and auth-refresh-token, or the file of another client.';

const FAULTS: Readonly<Record<Exclude<FaultyToken['fault'], 'held'>, readonly [words: string, remedy: string]>> = {
  cut: [
    'is cut off: some of its characters are missing',
    'Copy it again completely. Consoles and mail programs cut off long lines.',
  ],
  shortened: [
    'was shortened: an ellipsis replaces some of its characters',
    'Open it in full where you copied it, then copy it again.',
  ],
  broken: [
    'has a line break in it, and its lines do not make a whole token',
    'Copy it again as one line, or open the file that it is in.',
  ],
  spaced: ['has a space in it', 'Copy it again as one word, or open the file that it is in.'],
  glued: [
    'has other characters directly before or after it',
    'Copy only the token, without quotes, marks or other characters around it.',
  ],
  damaged: ['is damaged: its characters are not a valid token', 'Copy it again from where it is whole.'],
  placeholder: [
    'is a placeholder, as in example files',
    'Put the real token there, from the file or program that you signed in with.',
  ],
  masked: [
    'is masked: dots or stars replace its characters',
    'Open it in full where you copied it, then copy it again.',
  ],
  elsewhere: [
    'is not in this text: after its name there is a path, a number or a reference',
    'Open what the reference leads to, and paste the token itself.',
  ],
};
const NAMES = {
  access: 'The access token',
  refresh: 'The refresh token',
  bare: 'A token in this text',
  other: 'A token in this text',
};

/** For a damaged token. */
export function faultRefusal({ role, fault }: FaultyToken): AxiomTokenError {
  if (fault === 'held') return heldTokenRefusal();
  const [words, remedy] = FAULTS[fault];
  return refusal(`${NAMES[role]} ${words}.`, `${remedy} Nothing was changed.`);
}

/** For a text in which one token or both are missing. */
export function missingRefusal(which: 'access' | 'refresh' | 'one' | 'both'): AxiomTokenError {
  if (which === 'both') return refusal('There is no Axiom token in this text.', WHOLE);
  return refusal(which === 'one' ? 'One of the two tokens is missing.' : `The ${which} token is missing.`, WHOLE);
}

/** For several tokens, when it is not clear which two are the pair. */
export function severalRefusal(): AxiomTokenError {
  return refusal(
    'There are more than two tokens in this text, and nothing shows which are Axiom’s.',
    'Paste one access token and one refresh token only.',
  );
}

/** For two tokens of the same kind. */
export function oneKindRefusal(kind: 'access' | 'refresh'): AxiomTokenError {
  const missing = kind === 'access' ? 'refresh' : 'access';
  return refusal(`Both are ${kind} tokens, by their lifetime: the ${missing} token is missing.`, WHOLE);
}

/** For tokens of several accounts, none of which has both. */
export function differentAccountsRefusal(): AxiomTokenError {
  return refusal(
    'The tokens in this text are of different accounts, and no account has both tokens.',
    'Paste the access token and the refresh token of one account. Nothing was changed.',
  );
}

/** For a text whose tokens, or one of them, are in comments only. */
export function commentedRefusal(areAll: boolean): AxiomTokenError {
  return refusal(
    areAll
      ? 'The tokens in this text are commented out, and do not count.'
      : 'A token in this text is commented out, and does not count; without it one is missing.',
    'If you mean them, paste them without the marks of the comment.',
  );
}

/** For one token that was entered as both access and refresh token. */
export function sameTwiceRefusal(): AxiomTokenError {
  return refusal('This is the same token twice.', 'The access token and the refresh token are two. Copy each of them.');
}

function refusal(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_TOKEN', { message, remedy });
}
