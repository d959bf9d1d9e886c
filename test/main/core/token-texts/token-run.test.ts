import { expect, it } from 'vitest';
import { MOST_JOINED_LINES, readRun } from '../../../../main/core/token-texts/token-run';
import { makeJwt } from '../../../support/make-jwt';

const A = makeJwt({ issuedAtMs: 1_800_000_000_000 }).expose();
const run = (text: string, lines = MOST_JOINED_LINES) =>
  readRun(text, 0, /^[\w.-]+/.exec(text)?.[0].length ?? 0, '', { lines });

it.each([
  ['one line', `${A} x`],
  ['two lines', `${A.slice(0, 70)}\n${A.slice(70)}`],
  ['joined strings', `${A.slice(0, 70)}" +\n  "${A.slice(70)}"`],
  ['joined strings with the sign in front', `${A.slice(0, 70)}"\n  + "${A.slice(70)}"`],
])('a token on %s is whole', (_what, text) => {
  expect(run(text)).toMatchObject({ text: A });
});

it.each([
  ['with a space', `${A.slice(0, 70)} ${A.slice(70)}`, 'spaced'],
  ['with two tabs', `${A.slice(0, 50)}\t${A.slice(50, 90)}\t${A.slice(90)}`, 'spaced'],
  ['shortened', `${A.slice(0, 70)}…`, 'shortened'],
  ['cut', `${A.slice(0, -5)} and more`, 'cut'],
  ['cut in front', A.slice(2), 'damaged'],
  ['from its claims on', A.slice(A.indexOf('.') + 1), 'damaged'],
])('one %s has a fault', (_what, text, fault) => {
  expect(run(text)).toMatchObject({ fault });
});

it.each([
  ['a name', 'refresh_token', ': x'],
  ['another name', 'AUTH_REFRESH', ' = x'],
  ['a name in a table', 'session7', ' | x |'],
  ['a cell', 'session7', ',x'],
  ['a name before another token', 'session7', '\teyJ'],
  ['a word', 'Regards', '\n'],
  ['a sentence', 'Also7', ' more of it'],
  ['the next of a list', '-', ' name: x'],
  ['a ruler', '---', '\n'],
  ['a number', '2026', '\n'],
  ['a key in quotes', 'session7', '": 1'],
])('a token that is cut off is not completed by %s on the next line', (_what, word, after) => {
  for (const between of ['\n', '"\n', ' |\n| ', '\n> '])
    expect(run(`${A.slice(0, -word.length)}${between}${word}${after}`)).toMatchObject({ fault: expect.any(String) });
});

it.each([
  ['a flag of curl', " \\\n  -H 'origin: https://axiom.trade'", '-H'],
  ['a long flag', ' \\\n  --compressed\n', '--compressed'],
  ['a flag with a value', ' \\\n --rm -it bot', '--rm'],
  ['the next header', '\nx-requested-with\nXMLHttpRequest', 'x-requested-with'],
  ['a ruler of a form', '\n------WebKitFormBoundaryAb12\n', '------WebKitFormBoundaryAb12'],
  ['a short word with a digit', '\nK8s\n', 'K8s'],
  ['a date', '\n2026-07-01\n', '2026-07-01'],
])('a token that is cut off is not completed by %s', (_what, text, rest) => {
  expect(run(`${A.slice(0, -rest.length)}${text}`)).toMatchObject({ fault: expect.any(String) });
});

it('a token that is cut off is not completed by the signature of another token', () => {
  const claims = A.slice(0, A.lastIndexOf('.') + 1);
  const signature = makeJwt().expose().split('.')[2] ?? '';
  expect(run(`${claims}\n${signature}\n`)).toMatchObject({ fault: expect.any(String) });
});

it.each([60, 64, 72, 76, 80, A.length - 3, A.length - 20])(
  'a token wrapped after %d letters is read completely, or reported as broken',
  (width) => {
    const wrapped = A.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';
    const lines = wrapped.split('\n');
    const isWhole = lines.length > 2 || (lines.at(-1) ?? '').length >= 16;
    expect(run(`${wrapped}\n`)).toMatchObject(isWhole ? { text: A } : { fault: 'cut' });
  },
);

it('a token that is cut off is not completed by the next row of a table of texts in quotes', () => {
  expect(run(`${A.slice(0, -8)}"\n"session7","x"`)).toMatchObject({ fault: expect.any(String) });
});

it.each(['",\n', '" name="x"', '";s:1', '; a=b', ' |\n', '</p>'])('a complete one may be followed by %j', (after) => {
  expect(run(`${A.slice(0, 70)}\n${A.slice(70)}${after}`)).toMatchObject({ text: A });
});

it.each(['hello', 'a.b.c', 'www.axiom.trade', `${A.slice(-50)}`])('%s is none', (text) => {
  expect(run(text)).toBeUndefined();
});

it('lines are joined no further than the budget', () => {
  expect(run(`${A.slice(0, 70)}\n${A.slice(70)}`, 0)).toMatchObject({ fault: expect.any(String) });
});
