// Derives the label of a token from the name of its cookie, field or variable. Pure.

/** Which token a name means. `bare`: there is no name. `other`: the name of something else. */
export type TokenRole = 'access' | 'refresh' | 'bare' | 'other';

export interface TokenLabel {
  readonly role: TokenRole;
  /** How certain it is that the name means an Axiom token: 3 its cookies and names with "axiom", 2 a plain name, 1 a name with another prefix, 0 no name. */
  readonly rank: 0 | 1 | 2 | 3;
  /** The prefix of the name, such as "bot1_". Two tokens with the same prefix belong together. */
  readonly family: string;
}

/** The label of a token without a name. */
export const BARE: TokenLabel = { role: 'bare', rank: 0, family: '' };
/** The label of a token with the name of something else. */
export const OTHER: TokenLabel = { role: 'other', rank: 0, family: '' };

/** Prefixes that do not say whose token it is: dashes of an option, an HTML attribute, a header, a call that sets it. */
const PLAIN_PREFIX = /(?:^|[ .])(?:-{1,2}|data-|x-|(?:set|with)[-_]?)?$/i;

/** The label for a name; `undefined` when it is not the name of an access or refresh token. */
export function labelOf(name: string): TokenLabel | undefined {
  const match =
    /^(.*?)(?:auth[-_ ]?)?(access|refresh)[-_ ]?(?:token|jwt)?$/i.exec(name) ?? /^(.*?)(auth)[-_ ]?token$/i.exec(name);
  if (!match) return undefined;
  const [, prefix = '', word = ''] = match;
  // "Access token" in a sentence, `tokens.accessToken`, `BOT1_AXIOM_ACCESS_TOKEN`; but not "unaccess".
  if (/[a-z0-9]$/.test(prefix) && !/^[A-Z]/.test(word)) return undefined;
  const isPlain = PLAIN_PREFIX.test(prefix);
  // Only the exact names of the cookies; `GOOGLE_OAUTH_ACCESS_TOKEN` is of another service.
  const isCookie =
    /auth[-_](?:access|refresh)[-_]token$/i.test(name) && (isPlain || /^__(?:Host|Secure)-$/.test(prefix));
  const isAxiom = /axiom/i.test(name) || isCookie;
  const role = word.toLowerCase() === 'refresh' ? 'refresh' : 'access';
  const family = isPlain ? '' : (prefix.toLowerCase().split(' ').at(-1) ?? '');
  return { role, rank: isAxiom ? 3 : isPlain ? 2 : 1, family };
}
