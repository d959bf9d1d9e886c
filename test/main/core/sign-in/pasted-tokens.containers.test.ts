// Texts of programs and browsers that contain tokens: the pair is found completely, or refused with a message.
import { describe, expect, it } from 'vitest';
import { A, OLD, OTHER, R, readPaste as read } from '../../../support/read-paste';

const wrapped = (text: string, width: number, between = '\n') =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(between) ?? '';
/** Begins and ends with a letter or digit: "-" or "_" at a line's end could be a list, or markup. */
const brokenInSignature = (token: string) => token.replace(/([A-Za-z0-9])([A-Za-z0-9][\w-]{5,20})$/, '$1\n$2');
const cookies = (access = A, refresh = R) => [
  { name: '_analytics', value: OTHER },
  { name: 'auth-refresh-token', value: refresh },
  { name: 'auth-access-token', value: access },
];

describe('both are taken from', () => {
  it.each<readonly [string, string]>([
    ['keyword arguments', `AxiomTradeClient(\n    auth_token="${A}",\n    refresh_token="${R}",\n)`],
    ['keyword arguments on one line', `c = AxiomTradeClient(auth_token='${A}', refresh_token='${R}')`],
    ['a Python dict', `{'access_token': '${A}', 'refresh_token': '${R}', 'expires_at': 1.5}`],
    ['a Python list', `tokens = ['${A}', '${R}']`],
    ['the Python client’s variables', `AXIOM_AUTH_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${R}`],
    ['variables with a prefix', `BOT1_AXIOM_ACCESS_TOKEN=${A}\nBOT1_AXIOM_REFRESH_TOKEN=${R}`],
    ['variables with defaults', `A=\${AXIOM_ACCESS_TOKEN:-${A}}\nB=\${AXIOM_REFRESH_TOKEN:-${R}}`],
    ['exported variables', `export AXIOM_ACCESS_TOKEN='${A}' # mine\nexport AXIOM_REFRESH_TOKEN='${R}'`],
    ['PowerShell variables', `$env:AXIOM_ACCESS_TOKEN = "${A}"\r\n$env:AXIOM_REFRESH_TOKEN = "${R}"\r\n`],
    [
      'a file of another library',
      JSON.stringify({ token: A, refresh_token: R, token_uri: 'https://a.example/refresh' }),
    ],
    ['a list', JSON.stringify([A, R])],
    [
      'a jar of tough-cookie',
      JSON.stringify({ cookies: cookies().map(({ name, value }) => ({ key: name, value, path: '/' })) }),
    ],
    [
      'an export of Cookie Quick Manager',
      JSON.stringify(
        cookies().map(({ name, value }) => ({
          'Host raw': 'https://.axiom.trade/',
          'Name raw': name,
          'Path raw': '/',
          'Content raw': value,
          Expires: 'At the end',
        })),
      ),
    ],
    [
      'an export with the fields by the alphabet',
      JSON.stringify(
        cookies().map(({ name, value }) => ({
          domain: '.axiom.trade',
          expirationDate: 1.5,
          name,
          path: '/',
          storeId: '0',
          value,
          id: 1,
        })),
        undefined,
        4,
      ),
    ],
    [
      'an export with the value first',
      JSON.stringify(cookies().map(({ name, value }) => ({ value, path: '/', name }))),
    ],
    [
      'a state of Playwright',
      JSON.stringify({
        cookies: cookies().map((cookie) => ({ ...cookie, domain: '.axiom.trade', expires: -1, httpOnly: true })),
        origins: [],
      }),
    ],
    ['nested objects', JSON.stringify({ tokens: { access: { token: A }, refresh: { token: R } } })],
    ['JSON with a byte order mark', `\uFEFF${JSON.stringify(cookies())}`],
    ['JSON in JSON', JSON.stringify({ body: JSON.stringify({ access_token: A, refresh_token: R }) })],
    ['JSON in JSON in JSON', JSON.stringify(JSON.stringify({ body: JSON.stringify(cookies()) }))],
    ['a JSON string', JSON.stringify(`${A}\n${R}\n`)],
    [
      'JSON with comments',
      `{\n  // from the browser\n  "cookies": [\n    { "name": "_a", "value": "${OTHER}" },\n    { "name": "auth-refresh-token", "value": "${R}" },\n    { "name": "auth-access-token", "value": "${A}" },\n  ],\n}`,
    ],
    [
      'JSON lines',
      cookies()
        .map((cookie) => JSON.stringify(cookie))
        .join('\n'),
    ],
    [
      'a HAR',
      JSON.stringify({
        log: {
          entries: [
            {
              request: {
                headers: [{ name: 'cookie', value: `auth-refresh-token=${R}; auth-access-token=${A}` }],
                cookies: cookies(),
              },
            },
          ],
        },
      }),
    ],
    [
      'a table',
      `"name","value","domain"\n${cookies()
        .map(({ name, value }) => `"${name}","${value}",".axiom.trade"`)
        .join('\n')}`,
    ],
    [
      'a cookies.txt',
      `# Netscape HTTP Cookie File\n${cookies()
        .map(({ name, value }) => `#HttpOnly_.axiom.trade\tTRUE\t/\tTRUE\t0\t${name}\t${value}`)
        .join('\n')}`,
    ],
    [
      'rows of developer tools',
      cookies()
        .map(({ name, value }) => `${name}\t${value}\t.axiom.trade\t/\tSession\t600`)
        .join('\n'),
    ],
    [
      'Copy as PowerShell',
      cookies()
        .map(
          ({ name, value }) =>
            `$session.Cookies.Add((New-Object System.Net.Cookie("${name}", "${value}", "/", ".axiom.trade")))`,
        )
        .join('\n'),
    ],
    [
      'Copy as fetch',
      `fetch("https://api3.axiom.trade/x", {\n  "headers": {\n    "cookie": "auth-refresh-token=${R}; auth-access-token=${A}"\n  },\n  "method": "POST"\n});`,
    ],
    [
      'Copy as cURL (cmd)',
      `curl ^"https://api3.axiom.trade/x^" ^\r\n  -b ^"auth-refresh-token=${R}; auth-access-token=${A}^" ^\r\n  --data-raw ^"^{^\\^"v^\\^":1^}^"`,
    ],
    [
      'Copy as cURL (bash, escaped)',
      `curl 'https://axiom.trade' -H $'cookie: a=\\u0021; auth-refresh-token=${R}; auth-access-token=${A}'`,
    ],
    ['YAML', `axiom:\n  access_token: ${A}\n  refresh_token: >-\n    ${R}\n`],
    ['an ini file', `[axiom]\naccess_token = ${A}\nrefresh_token = ${R}\n`],
    ['XML', `<tokens><access_token>${A}</access_token><refresh_token>${R}</refresh_token></tokens>`],
    ['quotes as percent signs', `auth-access-token=%22${A}%22; auth-refresh-token=%22${R}%22`],
    ['percent signs twice', encodeURIComponent(encodeURIComponent(`auth-access-token=${A}; auth-refresh-token=${R}`))],
    ['entities', `&quot;access_token&quot;:&quot;${A}&quot;,&#34;refresh_token&#34;:&#x22;${R}&#x22;`],
    ['written-out line breaks', `msg="cookie: theme=dark\\nauth-access-token=${A}\\nauth-refresh-token=${R}\\n"`],
    [
      'written-out characters',
      `"\\u007b\\u0022access_token\\u0022:\\u0022${A}\\u0022,\\u0022refresh_token\\u0022:\\u0022${R}\\u0022\\u007d"`,
    ],
    ['italics', `access: _${A}_\nrefresh: _${R}_`],
    ['bold and code', `**access**: **${A}**\n**refresh**: \`\`\`${R}\`\`\``],
    ['quoted mail', `> access token: ${A}\n> refresh token: ${R}`],
    ['a list of Markdown', `- access: ${A}.\n- refresh: ${R}.`],
    ['zero-width characters', `access: \u200B${A}\u200B\nrefresh: \uFEFF${R}`],
    ['lines of 60', `access token:\n${wrapped(A, 60)}\n\nrefresh token:\n${wrapped(R, 60)}\n`],
    [
      'lines of 76 of a mail',
      `access token:\n> ${wrapped(A, 76, '\n> ')}\nrefresh token:\n> ${wrapped(R, 76, '\n> ')}`,
    ],
    [
      'strings joined in source',
      `access_token = "${wrapped(A, 50, '"\n    "')}"\nrefresh_token = "${wrapped(R, 50, '" +\n    "')}"`,
    ],
    ['a line break in the signature', `access: ${brokenInSignature(A)}\nrefresh: ${R}`],
    [
      'padded segments',
      [A, R]
        .map((token) =>
          token
            .split('.')
            .map((segment) => segment.padEnd(Math.ceil(segment.length / 4) * 4, '='))
            .join('.'),
        )
        .join('\n'),
    ],
    ['swapped names', `AXIOM_ACCESS_TOKEN=${R}\nAXIOM_REFRESH_TOKEN=${A}`],
    ['beside another service’s', `GOOGLE_ACCESS_TOKEN=${OTHER}\nAXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${R}`],
    [
      'below a comment',
      `# old, from the browser\n#AXIOM_ACCESS_TOKEN=${OLD}\nAXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${R}`,
    ],
  ])('%s', (_what, text) => {
    expect(read(text)).toBe('A R');
  });

  it.each<readonly [string, string]>([
    [
      'a session file after a refresh',
      JSON.stringify({
        tokens: { access_token: A, refresh_token: R },
        cookies: { auth_access_token: OLD, auth_refresh_token: R },
      }),
    ],
    [
      'a header with one cookie twice',
      `Cookie: auth-access-token=${OLD}; theme=dark; auth-refresh-token=${R}; auth-access-token=${A}`,
    ],
    [
      'Copy all as cURL',
      `curl x -b "auth-refresh-token=${R}; auth-access-token=${OLD}" &\ncurl y -b "auth-refresh-token=${R}; auth-access-token=${A}"`,
    ],
  ])('%s, the newest of several', (_what, text) => {
    expect(read(text)).toBe('A R newest');
  });
});
