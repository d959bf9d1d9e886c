// Normalises the 6-digit code as it is typed or pasted, and decides when it is sent automatically. Pure; used by the code step of the password sign-in.

const CODE_LENGTH = 6;

/** Only the digits, at most six: "123 456" and "Your code is 123-456." both give "123456". */
export function codeDigits(typed: string): string {
  return allDigits(typed).slice(0, CODE_LENGTH);
}

/** Whether all digits are there. */
export function isWholeCode(code: string): boolean {
  return code.length === CODE_LENGTH;
}

/** The code to send automatically: a complete one that was not `sent` before. With more than six digits it is unclear which are the code. */
export function codeToSend(typed: string, sent: ReadonlySet<string>): string | undefined {
  const digits = allDigits(typed);
  return isWholeCode(digits) && !sent.has(digits) ? digits : undefined;
}

function allDigits(typed: string): string {
  return typed.replace(/\D/g, '');
}
