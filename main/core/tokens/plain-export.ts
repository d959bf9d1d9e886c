// The text of a file for other programs: the three fields of the Rust client and nothing else. Pure. Used by the handler of the export.
import { HELD_TOKEN } from '../base/held-token';
import { formatRfc3339 } from '../base/rfc3339';
import { Secret } from '../base/secret';

/** What is known of a pair where it is exported. */
export interface PlainTokens {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret | undefined;
  readonly expiresAtMs?: number | undefined;
}

/** Indented JSON; in place of the refresh token stands {@link HELD_TOKEN}, unless a person wants the token itself. */
export function encodePlainExport(tokens: PlainTokens, withRefreshToken: boolean): Secret {
  const { accessToken, expiresAtMs } = tokens;
  const refreshToken = withRefreshToken ? tokens.refreshToken : undefined;
  const fields = {
    access_token: accessToken.expose(),
    refresh_token: refreshToken?.expose() ?? HELD_TOKEN,
    expires_at: expiresAtMs === undefined ? null : (formatRfc3339(expiresAtMs) ?? null),
  };
  return new Secret(`${JSON.stringify(fields, undefined, 2)}\n`);
}
