// What to say of a socket that a flag or variable names, when the app is not there. Pure.

/** `by`: `--socket` or `AXIOM_TOKENS_SOCK`. The words that go on after the path, and what to do. */
export function wrongSocketWords(by: string): { readonly what: string; readonly remedy: string } {
  const drop = by.startsWith('--') ? 'leave it out' : 'unset it';
  return {
    what: `which ${by} names`,
    remedy: `Correct ${by}, or ${drop}: then the app is found automatically. If it is right, start the app. Your tokens are untouched.`,
  };
}
