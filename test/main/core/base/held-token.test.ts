// The placeholder for a refresh token is never accepted as one, wherever it comes from.
import { describe, expect, it } from 'vitest';
import { HELD_TOKEN, heldTokenRefusal } from '../../../../main/core/base/held-token';
import { Secret } from '../../../../main/core/base/secret';
import { readLeftover } from '../../../../main/core/leftovers/leftover-content';
import { environmentTokens } from '../../../../main/core/sign-in/environment-tokens';
import { parsePastedTokens } from '../../../../main/core/sign-in/pasted-tokens';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { encodePlainExport } from '../../../../main/core/tokens/plain-export';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const tokens = makeTokens(FAKE_START_MS);
const access = tokens.accessToken.expose();
const { message } = heldTokenRefusal();

describe('the text in place of a refresh token', () => {
  it.each([
    ['an export of this app', encodePlainExport(tokens, false).expose()],
    ['a cookie header', `auth-access-token=${access}; auth-refresh-token=${HELD_TOKEN}`],
    ['a dotenv file', `AXIOM_ACCESS_TOKEN=${access}\nAXIOM_REFRESH_TOKEN=${HELD_TOKEN}\n`],
    ['source code', `access_token = '${access}'\nrefresh_token = '${HELD_TOKEN}'`],
  ])('is told as that in %s', (_what, text) => {
    expect(() => parsePastedTokens(new Secret(text), FAKE_START_MS)).toThrow(message);
  });

  it('is recognised in a variable of the environment', () => {
    const env = { AXIOM_ACCESS_TOKEN: access, AXIOM_REFRESH_TOKEN: HELD_TOKEN };
    expect(() => environmentTokens(env, FAKE_START_MS)).toThrow(message);
  });

  it('is given as the reason why an export found on the disk cannot be imported', () => {
    const found = readLeftover(encodePlainExport(tokens, false), { nowMs: FAKE_START_MS, believes: 'all' });
    expect(found).toMatchObject({ importRefusal: message });
  });

  it.each(['accessToken', 'refreshToken'])('is never a pair’s %s', (name) => {
    const pair = { ...tokens, [name]: new Secret(HELD_TOKEN) };
    expect(() => createAuthTokens(pair)).toThrow(message);
  });

  it('beside a real pair does not hide that', () => {
    const text = `auth-access-token=${access}; auth-refresh-token=${tokens.refreshToken.expose()}\nnote: ${HELD_TOKEN}`;
    expect(parsePastedTokens(new Secret(text), FAKE_START_MS)).toHaveLength(1);
  });
});
