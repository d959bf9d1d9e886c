// Decides at which field of a form a failure is shown; and the checks that forms make before sending. Pure; used by all forms.
import type { Failure } from '../../preload/contract/schemas';

/** Error texts by field; `form` when the error belongs to no single field. */
export type FormErrors<Field extends string> = Readonly<Partial<Record<Field | 'form', string>>>;

/** "What happened. What to do." */
export function failureWords({ message, remedy }: Pick<Failure, 'message' | 'remedy'>): string {
  return `${message} ${remedy}`.trim();
}

/** Puts the failure at the field that `places` names for its code, else at the form. `CANCELLED` gives no error. */
export function placeFailure<Field extends string>(
  failure: Failure,
  places: Readonly<Partial<Record<string, Field>>>,
): FormErrors<Field> {
  if (failure.code === 'CANCELLED') return {} as FormErrors<Field>;
  const place: Field | 'form' = places[failure.code] ?? 'form';
  return { [place]: failureWords(failure) } as FormErrors<Field>;
}

/** Errors that prevent step 1 of the password sign-in. */
export function checkCredentials(email: string, password: string): FormErrors<'email' | 'password'> {
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  return {
    ...(isEmail ? {} : { email: email === '' ? 'Type your e-mail address.' : 'This e-mail address is not complete.' }),
    ...(password === '' ? { password: 'Type your password.' } : {}),
  };
}

/** For a new passphrase (backup or sealed file), in characters. */
export const MIN_PASSPHRASE_LENGTH = 12;

/** Errors of a new passphrase that is typed twice. */
export function checkNewPassphrase(passphrase: string, again: string): FormErrors<'passphrase' | 'again'> {
  const length = [...passphrase].length;
  if (length < MIN_PASSPHRASE_LENGTH) {
    const missing = MIN_PASSPHRASE_LENGTH - length;
    return {
      passphrase: `At least ${MIN_PASSPHRASE_LENGTH} characters. ${missing} more ${missing === 1 ? 'is' : 'are'} needed.`,
    };
  }
  return passphrase === again ? {} : { again: 'The two passphrases differ. Type the same one again.' };
}
