import { expect, it } from 'vitest';
import { weaknessOf } from '../../../../main/core/passphrases/passphrase-strength';

it.each([
  ['aaaaaaaaaaaa', 'it repeats itself'],
  ['            ', 'it repeats itself'],
  ['abcdefabcdef', 'it repeats itself'],
  ['passwordpassword', 'it repeats itself'],
  ['123456789012', 'it is one that many people use'],
  ['qwertyuiop[]', 'its keys are side by side on the keyboard'],
])('%j is weak: %s', (passphrase, why) => {
  expect(weaknessOf(passphrase)).toBe(`This is easy to guess: ${why}. Several words in a row are better.`);
});

it.each([
  'Summer2024!!',
  'qwerty qwerty',
  'january 2024',
  '01.01.1990 01',
  'Bitcoin123456',
  'iloveyou2024!!',
  'dragon dragon',
  'p a s s w o r d',
  'correct horse battery staple',
  'йцукенгшщзхъ',
  'пароль123456',
])('%j is weak', (passphrase) => {
  expect(weaknessOf(passphrase)).toMatch(/^This is easy to guess: /);
});

it.each(['trader@example.com', 'Trader@Example.com1', 'trader main fund'])(
  '%j is weak where the account is called so',
  (passphrase) => {
    expect(weaknessOf(passphrase, ['trader@example.com', 'Main fund'])).toMatch(/^This is easy to guess: /);
  },
);

it.each([
  'mein Hund frisst gern',
  'blue-lamp-river-42',
  'J7#kq!2pLmZ9',
  'my cat is called Otto',
  'zwölf Boxkämpfer',
  'moving house on a Tuesday',
  'a good passphrase',
])('%j is not', (passphrase) => {
  expect(weaknessOf(passphrase)).toBeUndefined();
});

it('one of the maximum length is judged quickly', () => {
  expect(weaknessOf('x'.repeat(1_024))).toMatch(/repeats itself/);
});
