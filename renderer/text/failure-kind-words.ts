// What kept a refresh from working, in a few words for plot and tables. Pure.

const WORDS: Readonly<Record<string, string>> = {
  NETWORK: 'Not reached',
  TIMEOUT: 'No answer in time',
  RATE_LIMITED: 'Asked to wait',
  BAD_RESPONSE: 'Answer not understood',
  UNAUTHORIZED: 'Refused by Axiom',
  BROWSER_REQUIRED: 'Browser check wanted',
};

/** By the code of the failure. */
export function failureKindWords(code: string): string {
  return WORDS[code] ?? 'Did not work';
}
