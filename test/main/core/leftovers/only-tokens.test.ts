import { expect, it } from 'vitest';
import { HELD_TOKEN } from '../../../../main/core/base/held-token';
import { holdsOnlyTokens } from '../../../../main/core/leftovers/only-tokens';
import { A, R } from '../../../support/read-paste';

const TOKENS = new Set([A, R]);

it.each<[what: string, text: string, isOnly: boolean]>([
  ['two bare lines', `${A}\n${R}\n`, true],
  ['assignments', `AXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${R}\n`, true],
  [
    'assignments with export, quotes and Windows lines',
    `export AXIOM_ACCESS_TOKEN="${A}"\r\nAXIOM_REFRESH_TOKEN='${R}'\r\n`,
    true,
  ],
  ['a note of the end beside them', `ACCESS_TOKEN=${A}\nREFRESH_TOKEN=${R}\nEXPIRES_AT=1767225600\n`, true],
  ['a cookie header', `Cookie: auth-access-token=${A}; auth-refresh-token=${R}`, true],
  [
    'the Rust client’s file',
    JSON.stringify({ access_token: A, refresh_token: R, expires_at: '2026-12-01T10:00:00Z' }),
    true,
  ],
  [
    'its session',
    JSON.stringify({
      tokens: { access_token: A, refresh_token: R, expires_at: '2026-12-01T10:00:00Z' },
      cookies: { auth_access_token: A, additional_cookies: {} },
      turnkey_session: null,
      session_metadata: { created_at: '2026-11-01T10:00:00Z', user_agent: 'Mozilla/5.0' },
    }),
    true,
  ],
  [
    'this app’s own export without the refresh token',
    JSON.stringify({ access_token: A, refresh_token: HELD_TOKEN, expires_at: '2026-12-01T10:00:00Z' }, undefined, 2),
    true,
  ],
  ['this app’s text under another name', JSON.stringify({ access_token: A, wallet: HELD_TOKEN }), false],
  ['with a byte order mark', `\uFEFF{"access_token":"${A}"}`, true],
  ['another variable', `AXIOM_ACCESS_TOKEN=${A}\nWALLET_KEY=abc\n`, false],
  ['another variable without a value', `AXIOM_ACCESS_TOKEN=${A}\nDEBUG=\n`, false],
  ['a comment', `# the main account\nAXIOM_ACCESS_TOKEN=${A}\n`, false],
  ['a sentence', `My token is ${A}`, false],
  ['a token in a longer value', `AXIOM_ACCESS_TOKEN=${A}:secret\n`, false],
  ['another cookie', `auth-access-token=${A}; session=abc`, false],
  ['a wallet’s key in JSON', JSON.stringify({ access_token: A, turnkey_session: { client_secret: 'x' } }), false],
  ['an e-mail address in JSON', JSON.stringify({ access_token: A, user: { email: 'a@example.com' } }), false],
  ['a list', JSON.stringify([A, R]), false],
  [
    'a long text for a browser’s name',
    JSON.stringify({ access_token: A, user_agent: `Mozilla/5.0 ${'x'.repeat(201)}` }),
    false,
  ],
  ['a number without a known name', JSON.stringify({ access_token: A, balance: 3 }), false],
  ['depth without end', `${'{"a":'.repeat(8)}"${A}"${'}'.repeat(8)}`, false],
  ['a wallet as a name', JSON.stringify({ access_token: A, wallets: { '5KJvsngHeMpm': true } }), false],
  ['a switch', JSON.stringify({ access_token: A, auto_sell: true }), false],
  ['another service’s token', JSON.stringify({ access_token: A, turnkey_session: { token: R } }), false],
  ['a token under another service', JSON.stringify({ access_token: A, discord: { access_token: R } }), false],
  ['words where a scope is noted', JSON.stringify({ access_token: A, scope: 'legal winner thank year' }), false],
  ['a secret where a time is noted', JSON.stringify({ access_token: A, expires_at: '5KJvsngHeMpm' }), false],
  [
    'a secret where an opaque token would be',
    'AXIOM_ACCESS_TOKEN=5KJvsngHeMpm884wtkJNzQGaCErckhHJBGFsvd3VyK5qMZX',
    false,
  ],
  ['two values of one name', `{"access_token":"${A}","access_token":"${R}"}`, false],
  ['an emptied part that is not the client’s', JSON.stringify({ access_token: A, wallet: null }), false],
  ['a longer name than a token’s', `MY_WALLET_ACCESS_TOKEN=${A}`, false],
  ['JSON that is cut off', `{"access_token":"${A}",`, false],
])('with %s', (_what, text, isOnly) => {
  expect(holdsOnlyTokens(text, TOKENS)).toBe(isOnly);
});
