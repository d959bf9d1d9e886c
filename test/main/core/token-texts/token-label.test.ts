import { describe, expect, it } from 'vitest';
import { labelAt, labelAfter } from '../../../../main/core/token-texts/token-label';

describe('a place', () => {
  const roleAt = (text: string) => {
    const start = text.indexOf('@');
    return labelAt(text, { from: 0, start, end: start + 1 }).role;
  };
  it.each([
    ['access_token=@', 'access'],
    ['"refresh_token" : "@"', 'refresh'],
    ['refresh_token => @', 'refresh'],
    ['Cookie("auth-access-token", "@", "/")', 'access'],
    ['"auth-refresh-token","@",".axiom.trade"', 'refresh'],
    ['auth-access-token\t@\t/', 'access'],
    ['{"name":"auth-access-token","path":"/","value":"@"}', 'access'],
    ['{"value":"@","name":"auth-refresh-token"}', 'refresh'],
    ['{"name":"_analytics","value":"@"},{"name":"auth-access-token","value":"x"}', 'other'],
    ['{"access":{"token":"@"}}', 'access'],
    ['refresh token\n@', 'refresh'],
    ['${AXIOM_ACCESS_TOKEN:-@}', 'access'],
    ['refresh_token: >-\n    @', 'refresh'],
    ['let access_token: &str = "@', 'access'],
    ['const REFRESH_TOKEN: string = "@', 'refresh'],
    ['access_token: Some(\n    "@', 'access'],
    ['refresh_token: String::from("@', 'refresh'],
    ["{b'auth-access-token': b'@", 'access'],
    ['["refresh_token"]=>\n  string(188) "@', 'refresh'],
    ['var accessToken = $"@', 'access'],
    ['client.setRefreshToken("@', 'refresh'],
    ['std::string access_token{"@', 'access'],
    ['"auth-refresh-token": ["@', 'refresh'],
    ['accessToken=Optional[@', 'access'],
    ['refresh_token: Option<String> = Some("@', 'refresh'],
    ['#define ACCESS_TOKEN "@', 'access'],
    ['refresh token — @', 'refresh'],
    ['| auth-access-token | @', 'access'],
    [' auth-refresh-token | `@`', 'refresh'],
    ['"auth-access-token";"@"', 'access'],
    ['s:13:"refresh_token";s:188:"@"', 'refresh'],
    ['<td>auth-access-token</td><td>@</td>', 'access'],
    ['<key>refresh_token</key>\n<string>@</string>', 'refresh'],
    ['<access_token>@</access_token>', 'access'],
    ['bot --refresh-token @', 'refresh'],
    ['bot --access-token=@', 'access'],
    ['<div data-access-token="@">', 'access'],
    ['1) "refresh_token"\n2) "@"', 'refresh'],
    ['let other: &str = "@', 'other'],
    ['other: Some("@', 'other'],
    ['| other | @', 'bare'],
    ['session=@', 'other'],
    ['token=@', 'bare'],
    ['these are mine: @', 'bare'],
    ['@', 'bare'],
  ])('%j is %s', (text, role) => {
    expect(roleAt(text)).toBe(role);
  });
});

describe('a note after a token', () => {
  const roleBehind = (note: string) => labelAfter(`@${note}`, 1)?.label.role;
  it.each([
    ['  <- access token\nx', 'access'],
    [' # refresh', 'refresh'],
    ['", // access_token\r\n', 'access'],
    [' (my refresh token)', 'refresh'],
    [' ← access', 'access'],
    [' -- refresh_token', 'refresh'],
    [' # refresh it soon', undefined],
    [' # good until 10:00', undefined],
    [' access', undefined],
    ['\n# access', undefined],
    ['', undefined],
  ])('%j names %s', (note, role) => {
    expect(roleBehind(note)).toBe(role);
  });
});
