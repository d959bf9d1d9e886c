// Why a refresh failed, in a few words for plot and tables. Pure.

const WORDS: Readonly<Record<string, string>> = {
  NETWORK: 'Not reached',
  TIMEOUT: 'No answer in time',
  RATE_LIMITED: 'Asked to wait',
  BAD_RESPONSE: 'Axiom has trouble',
  UNAUTHORIZED: 'Refused by Axiom',
  BROWSER_REQUIRED: 'Browser check wanted',
};

/** By the failure's code, and whether something on the way answered instead of Axiom. */
export function failureKindWords(code: string, isFromElsewhere = false): string {
  if (isFromElsewhere) return 'A network page answered';
  return WORDS[code] ?? 'Did not work';
}
