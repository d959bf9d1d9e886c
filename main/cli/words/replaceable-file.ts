// Whether `token -o FILE` may replace what lies there: never a sign-in, and no settings beside ours. Pure.
import { HELD_TOKEN } from '../../core/base/held-token';

/** Lines that we write ourselves. */
const OWN_VARIABLE = /^(?:(?:export\s+)?AXIOM_\w+\s*=|cookie = "auth-)/;
const ANY_VARIABLE = /^(?:export\s+)?[A-Za-z_]\w*\s*=/;
const HOLDS_REFRESH_TOKEN = /refresh[-_]token["']?\s*[=:]\s*["']?([^\s"',;}]+)/gi;

/**
 * Why it must stay, as the end of a sentence that begins with its path; `undefined` where it may be replaced. What a template makes may look like any settings, so after
 * one they are not told apart.
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
