// Where on a form a failure belongs, and what the form finds wrong by itself before anything is sent. Pure.
import type { Failure } from '../../preload/contract/schemas';

/** Errors in words, by field; `form` when no single field is to blame. */
export type FormErrors<Field extends string> = Readonly<Partial<Record<Field | 'form', string>>>;

/** "What happened. What to do." */
export function failureWords({ message, remedy }: Pick<Failure, 'message' | 'remedy'>): string {
  return `${message} ${remedy}`.trim();
}

/** The failure at the field that `places` names for its code, else at the form. Cancelling is no error. */
export function placeFailure<Field extends string>(
  failure: Failure,
  places: Readonly<Partial<Record<string, Field>>>,
): FormErrors<Field> {
  if (failure.code === 'CANCELLED') return {} as FormErrors<Field>;
  const place: Field | 'form' = places[failure.code] ?? 'form';
  return { [place]: failureWords(failure) } as FormErrors<Field>;
}

/** What is missing before step 1 of the sign-in can start. */
export function checkCredentials(email: string, password: string): FormErrors<'email' | 'password'> {
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  return {
    ...(isEmail ? {} : { email: email === '' ? 'Type your e-mail address.' : 'This is not a whole e-mail address.' }),
    ...(password === '' ? { password: 'Type your password.' } : {}),
  };
}

/** Of the passphrase for a backup, counted in characters. */
export const LEAST_PASSPHRASE_LENGTH = 12;

/** What is wrong with a new passphrase. */
export function checkNewPassphrase(passphrase: string, again: string): FormErrors<'passphrase' | 'again'> {
  const length = [...passphrase].length;
  if (length < LEAST_PASSPHRASE_LENGTH) {
    const missing = LEAST_PASSPHRASE_LENGTH - length;
    return {
      passphrase: `At least ${LEAST_PASSPHRASE_LENGTH} characters. ${missing} more ${missing === 1 ? 'is' : 'are'} needed.`,
    };
  }
  return passphrase === again ? {} : { again: 'The two passphrases differ. Type the same one again.' };
}
