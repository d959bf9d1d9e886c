import { expect, it } from 'vitest';
import { undoBase64 } from '../../../../main/core/token-texts/base64-layer';
import { makeJwt } from '../../../support/make-jwt';
import { processorMs } from '../../../support/processor-ms';

const TOKEN = makeJwt({ issuedAtMs: 1, accountId: 'account-1' }).expose();
const base64 = (text: string) => Buffer.from(text).toString('base64');

it.each([
  ['a value', `KEY: ${base64(TOKEN)}\n`, `KEY: ${TOKEN}\n`],
  ['a value behind a sign of equality', `KEY=${base64(`${TOKEN}\n`)}`, `KEY=${TOKEN}\n`],
  ['a token one letter in', `x ${base64(`.${TOKEN}`)} y`, `x .${TOKEN} y`],
  ['a token two letters in', `x ${base64(`a=${TOKEN}`)} y`, `x a=${TOKEN} y`],
  ['a whole text in lines', base64(`access: ${TOKEN}`).replaceAll(/.{76}/g, '$&\n'), `access: ${TOKEN}`],
])('%s is decoded', (_what, text, inside) => {
  expect(undoBase64(text)).toBe(inside);
});

it.each([
  ['a token', `access: ${TOKEN}`],
  ['a token in the claims of another', makeJwt({ extra: { inner: TOKEN } }).expose()],
  ['a text without tokens', base64('lorem ipsum dolor sit amet '.repeat(10))],
  ['what is no text', `x ${Buffer.alloc(200, 0xe9).toString('base64')} ZXlK`],
  ['words', 'access and refresh are missing here'],
  ['nothing', ''],
])('%s stays', (_what, text) => {
  expect(undoBase64(text)).toBe(text);
});

it('takes little time', () => {
  const texts = ['ZXlK', 'QUJD', 'ZXlK ', 'ZXlKZXlKZXlKZXlK\n'].map((piece) => `${piece.repeat(70_000)}!`);
  texts.push(base64('eyJ'.repeat(70_000)));
  expect(processorMs(() => texts.forEach((text) => undoBase64(text)))).toBeLessThan(2_000);
});
