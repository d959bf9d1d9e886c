// The fields of a token that a format or template can use, as texts. Pure.
import type { TokenAnswer } from '../protocol';

/** The text of each field; `''` when it is not known. */
export const TOKEN_FIELDS = {
  access_token: ({ access_token }) => access_token,
  refresh_token: ({ refresh_token }) => refresh_token,
  cookie_name: ({ cookie_name }) => cookie_name,
  cookie: ({ cookie_name, access_token }) => `${cookie_name}=${access_token}`,
  header: ({ cookie_name, access_token }) => `Cookie: ${cookie_name}=${access_token}`,
  expires_at: ({ expires_at }) => expires_at ?? '',
  expires_at_epoch: ({ expires_at }) => epochSeconds(expires_at),
  expires_in: ({ expires_in }) => String(expires_in ?? ''),
  issued_at: ({ issued_at }) => issued_at ?? '',
  refresh_after: ({ refresh_after }) => refresh_after,
  generation: ({ generation }) => String(generation),
  profile: ({ profile }) => profile,
  account: ({ account }) => account ?? '',
  origin: ({ origin }) => origin,
  trail_tag: ({ trail_tag }) => trail_tag,
} as const satisfies Record<string, (token: TokenAnswer) => string>;

export type TokenField = keyof typeof TOKEN_FIELDS;

export function isTokenField(name: string): name is TokenField {
  return Object.hasOwn(TOKEN_FIELDS, name);
}

/** Whole seconds since 1970; `''` when the time is not known. */
function epochSeconds(time: string | null): string {
  return time === null ? '' : String(Math.floor(Date.parse(time) / 1000));
}

/** The environment variables of a token, as `exec` sets them and the formats `env` and `dotenv` print them. */
export function tokenVariables(token: TokenAnswer): readonly (readonly [name: string, value: string])[] {
  const times: (readonly [string, string])[] = [
    ['AXIOM_TOKEN_EXPIRES_AT', TOKEN_FIELDS.expires_at(token)],
    ['AXIOM_TOKEN_EXPIRES_AT_EPOCH', TOKEN_FIELDS.expires_at_epoch(token)],
  ];
  return [
    ['AXIOM_ACCESS_TOKEN', token.access_token],
    ['AXIOM_REFRESH_TOKEN', token.refresh_token],
    ...(token.expires_at === null ? [] : times),
    ['AXIOM_TOKENS_PROFILE', token.profile],
  ];
}
