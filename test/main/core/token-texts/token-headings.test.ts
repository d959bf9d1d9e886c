import { describe, expect, it } from 'vitest';
import { headingLabels } from '../../../../main/core/token-texts/token-headings';

/** The roles that headings give to the `@` positions. */
function rolesIn(text: string): readonly (string | undefined)[] {
  let from = 0;
  const places = [...text.matchAll(/@/g)].map(({ index }) => {
    const place = { from, start: index, end: index + 1 };
    from = index + 1;
    return place;
  });
  return headingLabels(text, places).map((label) => label?.role);
}

describe('columns', () => {
  it.each([
    ['access_token,refresh_token\n@,@\n', ['access', 'refresh']],
    ['refresh_token,access_token\r\n@,@\r\n', ['refresh', 'access']],
    ['"access_token","refresh_token"\n"@","@"', ['access', 'refresh']],
    ['name\trefresh_token\taccess_token\nbot\t@\t@', ['refresh', 'access']],
    ['a;access_token;b;refresh_token\nx;@;y;@\n', ['access', 'refresh']],
    ['id_token,access_token,refresh_token\n@,@,@', ['other', 'access', 'refresh']],
    ['| refresh | access |\n|---|---|\n| @ | @ |\n| @ | @ |', ['refresh', 'access', 'refresh', 'access']],
    ['auth-access-token,auth-refresh-token\n@,@\n@,@', ['access', 'refresh', 'access', 'refresh']],
  ])('%j', (text, roles) => {
    expect(rolesIn(text)).toEqual(roles);
  });

  it.each([
    'access, refresh\nrefresh_token=@, access_token=@',
    'access_token,refresh_token\n@',
    'access_token,x\n@,@',
    'walletaccess,refresh_token\n@,@',
  ])('give no label: %j', (text) => {
    expect(new Set(rolesIn(text))).toEqual(new Set([undefined]));
  });
});

describe('names of both', () => {
  it.each([
    ['access_token, refresh_token = "@", "@"', ['access', 'refresh']],
    ['refreshToken, accessToken := "@", "@"', ['refresh', 'access']],
    ['my access token and refresh token:\n@\n@', ['access', 'refresh']],
    ['Here are the access and refresh tokens\n\n@\n\n@', ['access', 'refresh']],
    ['# refresh, access\n@\n@', ['refresh', 'access']],
    ['Access Token / Refresh Token:\n@\n@', ['access', 'refresh']],
    ['$ echo $AXIOM_REFRESH_TOKEN $AXIOM_ACCESS_TOKEN\n@ @', ['refresh', 'access']],
    ['def login(access_token, refresh_token): ...\nlogin("@", "@")', ['access', 'refresh']],
    ['Refresh token\nAccess token\n@\n@', ['refresh', 'access']],
  ])('%j', (text, roles) => {
    expect(rolesIn(text)).toEqual(roles);
  });

  it.each([
    '@\n@',
    'access: @\nrefresh: @',
    'access=none, refresh=@ @',
    'access, access\n@\n@',
    'access and refresh\n@\nrefresh: @',
    `access and refresh${' '.repeat(300)}@ @`,
  ])('do not count: %j', (text) => {
    expect(new Set(rolesIn(text))).toEqual(new Set([undefined]));
  });
});
