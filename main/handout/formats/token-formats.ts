// The text formats in which a token is printed. Pure. A format only changes the form; the gate has already handed out the content.
import type { TokenAnswer } from '../protocol';
import { type Shell, variableLine } from '../shell-quoting';
import { readTemplate } from './template';
import { TOKEN_FIELDS, tokenVariables } from './token-fields';

type Form = (token: TokenAnswer, shell: Shell) => string;

export type TextFormat =
  | 'raw'
  | 'header'
  | 'cookie'
  | 'json'
  | 'env'
  | 'dotenv'
  | 'curl'
  | 'netscape'
  | 'process'
  | 'rs';

/** The formats that are a single text. `py`, which is two files, is written by the command line only. */
export const TEXT_FORMATS: Readonly<Record<TextFormat, Form>> = {
  raw: ({ access_token }) => access_token,
  header: TOKEN_FIELDS.header,
  cookie: TOKEN_FIELDS.cookie,
  json: (token) => JSON.stringify(token, undefined, 2),
  env: (token, shell) =>
    tokenVariables(token)
      .map(([name, value]) => variableLine(shell, name, value))
      .join('\n'),
  dotenv: (token) =>
    tokenVariables(token)
      .map(([name, value]) => `${name}=${dotenvValue(value)}`)
      .join('\n'),
  curl: (token) => `cookie = "${TOKEN_FIELDS.cookie(token).replace(/[\\"]/g, String.raw`\$&`)}"`,
  netscape: netscapeJar,
  process: ({ access_token, expires_at }) =>
    JSON.stringify({ Version: 1, AccessToken: access_token, Expiration: expires_at }),
  rs: ({ access_token, refresh_token, expires_at }) =>
    JSON.stringify({ access_token, refresh_token, expires_at }, undefined, 2),
};

const TEMPLATE = 'template:';

export function isTextFormat(name: string): name is TextFormat {
  return Object.hasOwn(TEXT_FORMATS, name);
}

/** A function that makes the text; `undefined` for an unknown format. @throws AxiomTokenError `INVALID_INPUT` for a wrong template */
export function readFormat(name: string, shell: Shell): ((token: TokenAnswer) => string) | undefined {
  if (name.startsWith(TEMPLATE)) return readTemplate(name.slice(TEMPLATE.length), shell);
  return isTextFormat(name) ? (token) => TEXT_FORMATS[name](token, shell) : undefined;
}

/** A value of a dotenv file: unquoted if possible, because docker takes quotes as part of the value. */
function dotenvValue(value: string): string {
  return /^[\w.:+/=@-]*$/.test(value) ? value : `'${value.replaceAll("'", String.raw`\'`)}'`;
}

/** A cookie file for curl, wget and Python's MozillaCookieJar. The API of the real site is on its subdomains; a simulator is a single host. */
function netscapeJar({ origin, cookie_name, access_token, expires_at }: TokenAnswer): string {
  const { hostname, protocol } = new URL(origin);
  const isBelow = !/^[\d.]+$|^\[|^localhost$/.test(hostname);
  const expires = expires_at === null ? '0' : String(Math.floor(Date.parse(expires_at) / 1000));
  const fields = [
    isBelow ? `.${hostname}` : hostname,
    isBelow ? 'TRUE' : 'FALSE',
    '/',
    protocol === 'https:' ? 'TRUE' : 'FALSE',
    ...[expires, cookie_name, access_token],
  ];
  return `# Netscape HTTP Cookie File\n${fields.join('\t')}`;
}
