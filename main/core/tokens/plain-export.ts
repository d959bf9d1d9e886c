// The content of a plain export for other programs: the three fields of the Rust client and nothing else. Pure. Used by the export handler.
import { HELD_TOKEN } from '../base/held-token';
import { formatRfc3339 } from '../base/rfc3339';
import { Secret } from '../base/secret';

/** The tokens to export. */
export interface PlainTokens {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret | undefined;
  readonly expiresAtMs?: number | undefined;
}

/** Indented JSON. It has {@link HELD_TOKEN} instead of the refresh token, unless `withRefreshToken` is set and there is one. */
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
