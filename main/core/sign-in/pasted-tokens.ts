// Finds a token pair in pasted text: two JWTs with or without labels, a Cookie header or a whole curl command, dotenv lines, JSON of the Rust or the
// Python client or of a browser. Used where a person pastes tokens or chooses a token file. Pure; the text is a secret, so no error may quote it.
import { type AuthTokens, createAuthTokens } from '../tokens/auth-tokens';
import { decodeBase64UrlText } from '../base/base64url';
import { AxiomTokenError } from '../base/errors';
import { readJwtClaims } from '../tokens/jwt-claims';
import { readNamedTexts, type NamedText } from './pasted-json';
import { Secret } from '../base/secret';

/** The label of a token in the text. `bare`: no label. `other`: the label of something else. */
type Role = 'access' | 'refresh' | 'bare' | 'other';

interface Found {
  readonly role: Role;
  readonly token: Secret;
}

/** In characters; a longer text is refused. */
const MAX_TEXT_LENGTH = 256 * 1024;

/**
 * The pair in a pasted text, received at `nowMs`. Which one is the refresh token is decided by labels, else by the word "refresh" in a payload, else by
 * the later expiry, else by the order (access token first).
 * @throws AxiomTokenError `INVALID_TOKEN` (one is missing, or there are more than two), `SECRET_TOO_LARGE`
 */
export function parsePastedTokens(text: Secret, nowMs: number): AuthTokens {
  const pasted = text.expose();
  if (pasted.length > MAX_TEXT_LENGTH) throw new AxiomTokenError('SECRET_TOO_LARGE');
  const named = readNamedTexts(pasted);
  const found = distinct(named ? fromNames(named, nowMs) : fromText(pasted, nowMs));
  const { access, refresh } = choosePair(found, nowMs);
  return createAuthTokens({
    accessToken: access,
    refreshToken: refresh,
    receivedAtMs: nowMs,
    expiresAtMs: named?.expiresAtMs,
  });
}

function fromNames({ texts }: { readonly texts: readonly NamedText[] }, nowMs: number): Found[] {
  return texts.flatMap(({ name, text }) => {
    const role = roleOfName(name);
    // A value may hold more than a token: a cookie header inside JSON.
    if (!isJwt(text, nowMs)) return fromText(text, nowMs);
    return [{ role: role === 'bare' ? 'other' : role, token: new Secret(text) }];
  });
}

function fromText(text: string, nowMs: number): Found[] {
  const found: Found[] = [];
  let contextFrom = 0;
  for (const match of text.matchAll(/[\w-]+(?:\.[\w-]+)*/g)) {
    const word = match[0];
    if (!isJwt(word, nowMs)) continue;
    const context = text.slice(Math.max(contextFrom, match.index - MAX_LABEL_LENGTH), match.index);
    found.push({ role: roleOfContext(context), token: new Secret(word) });
    contextFrom = match.index + word.length;
  }
  return found;
}

const MAX_LABEL_LENGTH = 80;

/** The role by the text before a token: a name followed by `=` or `:`, or words on the same or the previous line. */
function roleOfContext(context: string): Role {
  const isAssigned = /[=:]["'\s]*$/.test(context);
  const name = /[\w.-]+(?: [\w.-]+){0,3}$/.exec(context.replace(/[\s"'`^\\=:>*-]+$/, ''))?.[0] ?? '';
  const role = roleOfName(name);
  if (role !== 'bare') return role;
  // `some-other-token=` names another token; a sentence before a token names nothing.
  return isAssigned && !name.includes(' ') && !/^(token|jwt|value|cookie|bearer)s?$/i.test(name) ? 'other' : 'bare';
}

function roleOfName(name: string): Role {
  const end = /(?:^|[ .])(?:axiom[-_ ]?)?(?:auth[-_ ]?)?(access|refresh)(?:[-_ ]?(?:token|jwt))?$/i.exec(name);
  return (end?.[1]?.toLowerCase() as 'access' | 'refresh' | undefined) ?? 'bare';
}

function isJwt(text: string, nowMs: number): boolean {
  return text.includes('.') && readJwtClaims(new Secret(text), nowMs) !== undefined;
}

/** Removes duplicates; a label of one copy counts for all copies of a token. */
function distinct(found: readonly Found[]): Found[] {
  const byToken = new Map<string, Found>();
  for (const candidate of found) {
    const known = byToken.get(candidate.token.expose());
    if (!known || known.role === 'bare' || known.role === 'other') byToken.set(candidate.token.expose(), candidate);
  }
  return [...byToken.values()];
}

function choosePair(found: readonly Found[], nowMs: number): { access: Secret; refresh: Secret } {
  const of = (role: Role): Secret[] => found.filter((candidate) => candidate.role === role).map(({ token }) => token);
  const [access, refresh, bare] = [of('access'), of('refresh'), of('bare')];
  if (access.length > 1 || refresh.length > 1) throw tooMany();
  let [theAccess, theRefresh] = [access[0], refresh[0]];
  if (!theAccess && !theRefresh && bare.length >= 2) {
    const [first, second, third] = bare;
    if (!first || !second || third) throw tooMany();
    [theAccess, theRefresh] = isRefreshToken(first, second, nowMs) ? [second, first] : [first, second];
  }
  if (theAccess && theRefresh) return { access: theAccess, refresh: theRefresh };
  const rest = bare[0];
  if (bare.length === 1 && rest) {
    if (theAccess) return { access: theAccess, refresh: rest };
    if (theRefresh) return { access: rest, refresh: theRefresh };
    throw missing('One of the two tokens is missing.');
  }
  if (theAccess) throw missing('The refresh token is missing.');
  if (theRefresh) throw missing('The access token is missing.');
  throw missing('There is no Axiom token in this text.');
}

/** Whether the first of two unlabelled tokens is the refresh token: by its payload, else by the later expiry; no expiry counts as the latest. */
function isRefreshToken(first: Secret, second: Secret, nowMs: number): boolean {
  const [isFirst, isSecond] = [mentionsRefresh(first), mentionsRefresh(second)];
  if (isFirst !== isSecond) return isFirst;
  const endOf = (token: Secret): number => readJwtClaims(token, nowMs)?.expiresAtMs ?? Number.POSITIVE_INFINITY;
  return endOf(first) > endOf(second);
}

function mentionsRefresh(token: Secret): boolean {
  return /refresh/i.test(decodeBase64UrlText(token.expose().split('.')[1] ?? '') ?? '');
}

function missing(message: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_TOKEN', {
    message,
    remedy: 'Paste both whole: the cookies auth-access-token and auth-refresh-token, or the file of another client.',
  });
}

function tooMany(): AxiomTokenError {
  return new AxiomTokenError('INVALID_TOKEN', {
    message: 'There are more than two tokens in this text.',
    remedy: 'Paste one access token and one refresh token only.',
  });
}
