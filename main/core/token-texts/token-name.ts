// What the names of cookies, fields and variables say of the token that they name. Pure.

/** The label. `bare`: none. `other`: the name of something else. */
export type TokenRole = 'access' | 'refresh' | 'bare' | 'other';

export interface TokenLabel {
  readonly role: TokenRole;
  /** How surely the name is Axiom's: 3 the cookies and whatever names Axiom, 2 a plain name, 1 a name of something else's token, 0 none. */
  readonly rank: 0 | 1 | 2 | 3;
  /** The name without the word for its role: two tokens of one family belong together. */
  readonly family: string;
}

/** Nothing names the token. */
export const BARE: TokenLabel = { role: 'bare', rank: 0, family: '' };
/** Something else is named. */
export const OTHER: TokenLabel = { role: 'other', rank: 0, family: '' };

/** What says nothing of whose a token is: dashes of an option, an attribute of HTML, a header, a call that sets it. */
const PLAIN_PREFIX = /(?:^|[ .])(?:-{1,2}|data-|x-|(?:set|with)[-_]?)?$/i;

/** The label that a name gives; `undefined` when it is the name of no token of a sign-in. */
export function labelOf(name: string): TokenLabel | undefined {
  const match =
    /^(.*?)(?:auth[-_ ]?)?(access|refresh)[-_ ]?(?:token|jwt)?$/i.exec(name) ?? /^(.*?)(auth)[-_ ]?token$/i.exec(name);
  if (!match) return undefined;
  const [, prefix = '', word = ''] = match;
  // "Access token" in a sentence, `tokens.accessToken`, `BOT1_AXIOM_ACCESS_TOKEN`; but not "unaccess".
  if (/[a-z0-9]$/.test(prefix) && !/^[A-Z]/.test(word)) return undefined;
  const isPlain = PLAIN_PREFIX.test(prefix);
  // The cookies by their own names; `GOOGLE_OAUTH_ACCESS_TOKEN` is somebody else's.
  const isCookie =
    /auth[-_](?:access|refresh)[-_]token$/i.test(name) && (isPlain || /^__(?:Host|Secure)-$/.test(prefix));
  const isAxiom = /axiom/i.test(name) || isCookie;
  const role = word.toLowerCase() === 'refresh' ? 'refresh' : 'access';
  const family = isPlain ? '' : (prefix.toLowerCase().split(' ').at(-1) ?? '');
  return { role, rank: isAxiom ? 3 : isPlain ? 2 : 1, family };
}
