// Normalises the 6-digit code as it is typed or pasted. Pure; used by the code step of the password sign-in.

/** Only the digits, at most six: "123 456" and "Your code is 123-456." both give "123456". */
export function codeDigits(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, 6);
}
