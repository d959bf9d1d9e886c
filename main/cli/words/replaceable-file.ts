// Whether `token -o FILE` may replace an existing file: never one that holds a sign-in or other settings. Pure.
import { HELD_TOKEN } from '../../core/base/held-token';

/** Lines that this command writes. */
const OWN_VARIABLE = /^(?:(?:export\s+)?AXIOM_\w+\s*=|cookie = "auth-)/;
const ANY_VARIABLE = /^(?:export\s+)?[A-Za-z_]\w*\s*=/;
const HOLDS_REFRESH_TOKEN = /refresh[-_]token["']?\s*[=:]\s*["']?([^\s"',;}]+)/gi;

/**
 * Why the file must stay, as the end of a sentence that begins with its path; `undefined` when it may be replaced.
 * The output of a template may look like any settings file, so `isTemplate` skips the check for other settings.
 */
export function whyItStays(text: string, isTemplate = false): string | undefined {
  if (text.startsWith('AXMB')) return 'is a backup of this app';
  if (text.startsWith('AXMS') || text.includes('"axiom_token_manager"')) return 'is where this app keeps a sign-in';
  for (const [, token] of text.matchAll(HOLDS_REFRESH_TOKEN)) {
    if (token !== HELD_TOKEN && token !== 'null') return 'holds a refresh token, and with it a sign-in';
  }
  const lines = text.split('\n').map((line) => line.trim());
  const variables = lines.filter((line) => ANY_VARIABLE.test(line));
  const isShared = !isTemplate && variables.some((line) => !OWN_VARIABLE.test(line));
  return isShared ? 'holds other settings too' : undefined;
}
