// What kept a refresh from working, in a few words for plot and tables. Pure.

const WORDS: Readonly<Record<string, string>> = {
  NETWORK: 'Not reached',
  TIMEOUT: 'No answer in time',
  RATE_LIMITED: 'Asked to wait',
  BAD_RESPONSE: 'Axiom has trouble',
  UNAUTHORIZED: 'Refused by Axiom',
  BROWSER_REQUIRED: 'Browser check wanted',
};

/** By the code of the failure, and whether something on the way answered in Axiom's place. */
export function failureKindWords(code: string, isFromElsewhere = false): string {
  if (isFromElsewhere) return 'A network page answered';
  return WORDS[code] ?? 'Did not work';
}
