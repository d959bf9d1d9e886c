// Layouts in which token names are not directly before the tokens, and texts that people and programs add around them.
import { expect, it } from 'vitest';
import { A, OLD, OTHER, R, readPaste as read } from '../../../support/read-paste';

const wrapped = (text: string, width: number, between: string) =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(between) ?? '';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const cookies = () => [
  { name: '_analytics', value: OTHER },
  { name: 'auth-refresh-token', value: R },
  { name: 'auth-access-token', value: A },
];

it.each<readonly [string, string]>([
  ['columns', `email,access_token,refresh_token\na@b.example,${A},${R}\n`],
  ['columns the other way round', `"refresh_token"\t"access_token"\n"${R}"\t"${A}"\n`],
  ['columns beside another’s', `id_token,access_token,refresh_token\n${OTHER},${A},${R}\n`],
  ['columns of Markdown', `| access | refresh |\n|---|---|\n| ${A} | ${R} |`],
  [
    'rows of Markdown',
    `| name | value |\n|:--|--:|\n${cookies()
      .map(({ name, value }) => `| \`${name}\` | ${value} |`)
      .join('\n')}`,
  ],
  [
    'rows of HTML',
    `<table>${cookies()
      .map(({ name, value }) => `<tr><td>${name}</td><td>${value}</td></tr>`)
      .join('')}</table>`,
  ],
  [
    'rows of psql',
    ` name | value\n------+------\n${cookies()
      .map(({ name, value }) => ` ${name} | ${value}`)
      .join('\n')}\n(3 rows)`,
  ],
  [
    'rows of sqlite3',
    cookies()
      .map(({ name, value }) => `${name}|${value}|.axiom.trade`)
      .join('\n'),
  ],
  [
    'lines of sqlite3',
    cookies()
      .map(({ name, value }) => `  name = ${name}\n value = ${value}\n  host = .axiom.trade\n`)
      .join('\n'),
  ],
  ['a drawn box', `│ access_token  │ ${A} │\n│ refresh_token │ ${R} │\n│ other │ ${OTHER} │`],
  [
    'a table with semicolons',
    `"name";"value"\n${cookies()
      .map(({ name, value }) => `"${name}";"${value}"`)
      .join('\n')}`,
  ],
  ['names on the left', `access_token, refresh_token = "${A}", "${R}"`],
  ['names in a sentence', `My access token and refresh token:\n${A}\n${R}`],
  ['names in a comment', `# access, refresh\n${A}\n${R}`],
  ['names behind an arrow', `${A}  <- access token\n${R}  <- refresh token`],
  ['names behind a mark', `${R} # refresh\n${A} # access`],
  [
    'fields of a form',
    `<input value="${A}" name="access_token"><input value="${R}" name="refresh_token"><input value="${OTHER}" name="csrf">`,
  ],
  ['attributes', `<div data-access-token="${A}" data-refresh-token="${R}" data-x="${OTHER}">`],
  [
    'a list of YAML',
    `env:\n  - name: AXIOM_ACCESS_TOKEN\n    value: ${A}\n  - name: AXIOM_REFRESH_TOKEN\n    value: "${R}"\n  - name: X\n    value: ${OTHER}\n`,
  ],
  [
    'a list of YAML, values first',
    `env:\n  - value: ${A}\n    name: AXIOM_ACCESS_TOKEN\n  - value: ${R}\n    name: AXIOM_REFRESH_TOKEN\n  - value: ${OTHER}\n    name: X\n`,
  ],
  ['records with an id first', JSON.stringify(cookies().map(({ name, value }) => ({ id: '1', key: name, value })))],
  [
    'records with more in them',
    JSON.stringify(cookies().map(({ name, value }) => ({ name, attributes: { path: '/' }, value }))),
  ],
  [
    'cookies of Python',
    `[${cookies()
      .map(({ name, value }) => `Cookie(version=0, name='${name}', value='${value}', port=None)`)
      .join(', ')}]`,
  ],
  ['bytes of Python', `{b'auth-access-token': b'${A}', b'auth-refresh-token': b'${R}', b'x': b'${OTHER}'}`],
  ['types of Python', `access_token: str = "${A}"\nrefresh_token: Optional[str] = "${R}"\nother: str = "${OTHER}"`],
  [
    'what Rust prints',
    `Session {\n    access_token: Some(\n        "${A}",\n    ),\n    refresh_token: Some(\n        "${R}",\n    ),\n    x: Some(\n        "${OTHER}",\n    ),\n}`,
  ],
  [
    'source of Rust',
    `let access_token: &str = "${A}";\nlet refresh_token = String::from("${R}");\nlet other: &str = "${OTHER}";`,
  ],
  [
    'source of TypeScript',
    `const ACCESS_TOKEN: string = "${A}";\nconst REFRESH_TOKEN: string = "${R}";\nconst OTHER: string = "${OTHER}";`,
  ],
  ['calls that set them', `client.setAccessToken("${A}");\nclient.setRefreshToken("${R}");\nclient.use("${OTHER}");`],
  [
    'strings joined in Java',
    `String accessToken = "${wrapped(A, 60, '"\n        + "')}";\nString refreshToken = "${wrapped(R, 60, '"\n        + "')}";`,
  ],
  [
    'what PHP stores',
    `a:2:{s:12:"access_token";s:188:"${A}";s:13:"refresh_token";s:188:"${R}";s:1:"x";s:9:"${OTHER}";}`,
  ],
  [
    'a property list',
    `<dict><key>access_token</key><string>${A}</string><key>refresh_token</key><string>${R}</string><key>x</key><string>${OTHER}</string></dict>`,
  ],
  ['source of C', `#define ACCESS_TOKEN "${A}"\n#define REFRESH_TOKEN "${R}"\n#define OTHER "${OTHER}"`],
  [
    'source of C++',
    `std::string access_token{"${A}"};\nstd::string refresh_token{"${R}"};\nstd::string x{"${OTHER}"};`,
  ],
  ['what Java prints', `Tokens{accessToken=Optional[${A}], refreshToken=Optional[${R}], x=Optional[${OTHER}]}`],
  [
    'XML with marks',
    `<a><access_token><![CDATA[${A}]]></access_token><refresh_token><![CDATA[${R}]]></refresh_token><x><![CDATA[${OTHER}]]></x></a>`,
  ],
  ['words and dashes', `access token — ${A}\nrefresh token — ${R}\nother — ${OTHER}`],
  ['options of a command', `bot --access-token ${A} --refresh-token=${R} --jwt ${OTHER}`],
  ['a header of its own', `Authorization: Bearer ${A}\nX-Refresh-Token: ${R}\n`],
  ['typeset quotes', `“access_token”: “${A}”, ‘refresh_token’: ‘${R}’, “id_token”: “${OTHER}”`],
  ['colons of other scripts', `访问令牌 access_token：${A}\n刷新令牌 refresh_token：${R}\nother：${OTHER}`],
  [
    'colours of a terminal',
    `\u001B[34;1m"access_token"\u001B[0m: \u001B[0;32m"${A}"\u001B[0m\n\u001B[32mrefresh_token\u001B[0m=\u001B[33m${R}\u001B[0m`,
  ],
  [
    'marks of Markdown before signs',
    `access\\_token: ${A.replaceAll(/[-_.]/g, '\\$&')}\nrefresh\\_token: ${R.replaceAll(/[-_.]/g, '\\$&')}`,
  ],
  ['base64 of Kubernetes', `data:\n  AXIOM_ACCESS_TOKEN: ${base64(A)}\n  AXIOM_REFRESH_TOKEN: ${base64(R)}\n`],
  ['base64 of a whole file', base64(`AXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${R}\n`)],
  [
    'below a block comment',
    `/*\naccess_token: ${OLD}\n*/\n<!-- access_token: ${OLD} -->\naccess_token: ${A}\nrefresh_token: ${R}`,
  ],
  [
    'beside globs',
    `curl 'https://axiom.trade/*' -H 'accept: */*' -b 'auth-access-token=${A}; auth-refresh-token=${R}' -H 'x: */*'`,
  ],
  ['behind what is struck out', `access: ~~${OLD}~~ ${A}\nrefresh: ${R}`],
  ['a wrong name and none', `refresh token: ${A}\n${R}`],
  [
    'a dump of a browser’s storage',
    JSON.stringify({
      other: JSON.stringify({ access_token: OTHER, refresh_token: 'v1-abcdefgh12345678' }),
      'auth-access-token': A,
      'auth-refresh-token': R,
    }),
  ],
])('both are taken from %s', (_what, text) => {
  expect(read(text)).toBe('A R');
});
