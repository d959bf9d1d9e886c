// What a text calls the token at a place in it: the names of cookies, fields and variables, and words. Pure.

/** The label. `bare`: none. `other`: the name of something else. */
export type TokenRole = 'access' | 'refresh' | 'bare' | 'other';

export interface TokenLabel {
  readonly role: TokenRole;
  /** How surely the name is Axiom's: 3 the cookies and whatever names Axiom, 2 a plain name, 1 a name of something else's token, 0 none. */
  readonly rank: 0 | 1 | 2 | 3;
  /** The name without the word for its role: two tokens of one family belong together. */
  readonly family: string;
}

/** Where the token stands, and the end of the one before it. */
export interface TokenPlace {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

const MOST_CONTEXT = 600;
/** A name, what assigns, and whatever opens a value. */
const ASSIGNED = /([\w.\- ]{1,60}?)["'`)\]*_]*\s*(?::-|[:=,\t]|=>)(?:\s*[>|][-+]?\s*\n)?\s*["'`^(<*_-]*$/;
/** Names that say nothing of a token but that there is one. */
const GENERIC =
  /^(?:value|content(?: raw)?|token|jwt|cookie|set-cookie|header|bearer|authorization|auth|data|text|string|key|secret|val|raw|body|output|result)s?$/i;
const BARE: TokenLabel = { role: 'bare', rank: 0, family: '' };
const OTHER: TokenLabel = { role: 'other', rank: 0, family: '' };

/** The label of the token at `place`. */
export function labelAt(text: string, { from, start, end }: TokenPlace): TokenLabel {
  const before = text.slice(Math.max(from, start - MOST_CONTEXT), start);
  const assigned = ASSIGNED.exec(before)?.[1]?.trim();
  const name = assigned ?? /[\w.-]+(?: [\w.-]+){0,3}$/.exec(before.replace(/[\s"'`^\\=:>*_-]+$/, ''))?.[0] ?? '';
  const own = labelOf(name);
  if (own) return own;
  if (name === '' || GENERIC.test(lastWord(name)))
    return recordLabel(before, text.slice(end, end + MOST_CONTEXT)) ?? BARE;
  // `some-other-token=` names another token; a sentence before a token names nothing.
  return assigned !== undefined && !name.includes(' ') ? OTHER : BARE;
}

/** The label that a name gives; `undefined` when it is the name of no token of a sign-in. */
export function labelOf(name: string): TokenLabel | undefined {
  const match =
    /^(.*?)(?:auth[-_ ]?)?(access|refresh)[-_ ]?(?:token|jwt)?$/i.exec(name) ?? /^(.*?)(auth)[-_ ]?token$/i.exec(name);
  if (!match) return undefined;
  const [, prefix = '', word = ''] = match;
  // "Access token" in a sentence, `tokens.accessToken`, `BOT1_AXIOM_ACCESS_TOKEN`; but not "unaccess".
  if (/[a-z0-9]$/.test(prefix) && !/^[A-Z]/.test(word)) return undefined;
  const isPlain = prefix === '' || /[ .]$/.test(prefix);
  // The cookies by their own names; `GOOGLE_OAUTH_ACCESS_TOKEN` is somebody else's.
  const isCookie =
    /auth[-_](?:access|refresh)[-_]token$/i.test(name) && (isPlain || /^__(?:Host|Secure)-$/.test(prefix));
  const isAxiom = /axiom/i.test(name) || isCookie;
  const role = word.toLowerCase() === 'refresh' ? 'refresh' : 'access';
  return { role, rank: isAxiom ? 3 : isPlain ? 2 : 1, family: isPlain ? '' : prefix.toLowerCase() };
}

/** The label by the name that stands in another field of the same record, or by the field that the record is the value of. */
function recordLabel(before: string, after: string): TokenLabel | undefined {
  const opened = Math.max(before.lastIndexOf('{'), before.lastIndexOf('}') + 1, 0);
  const closed = after.search(/[{}]/);
  const fields = `${before.slice(opened)}\0${closed < 0 ? '' : after.slice(0, closed)}`;
  for (const [, name = ''] of fields.matchAll(/(?:name|key|id|Name raw)["']?\s*[:=]\s*["']([\w-]{1,60})["']/gi)) {
    return labelOf(name) ?? OTHER;
  }
  const parent = /([\w-]{1,60})["']?\s*[:=]\s*$/.exec(before.slice(0, Math.max(0, before.lastIndexOf('{'))))?.[1];
  return parent === undefined || before[opened] !== '{' ? undefined : labelOf(parent);
}

function lastWord(name: string): string {
  return /content raw$/i.test(name) ? 'content raw' : (name.split(/[ .]/).at(-1) ?? '');
}
