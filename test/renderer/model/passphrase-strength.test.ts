import { expect, it } from 'vitest';
import { weaknessOf } from '../../../renderer/model/passphrase-strength';

it.each([
  ['aaaaaaaaaaaa', 'it repeats itself'],
  ['            ', 'it repeats itself'],
  ['abcdefabcdef', 'it repeats itself'],
  ['passwordpassword', 'it repeats itself'],
  ['123456789012', 'it is one that many people use'],
  ['qwertyuiop[]', 'its keys lie side by side'],
])('%j is weak: %s', (passphrase, why) => {
  expect(weaknessOf(passphrase)).toBe(`This is easy to guess: ${why}. Several words in a row are better.`);
});

it.each(['correct horse battery staple', 'zwölf Boxkämpfer', 'moving house on a Tuesday', 'a good passphrase'])(
  '%j is not',
  (passphrase) => {
    expect(weaknessOf(passphrase)).toBeUndefined();
  },
);

it('one of the greatest length is judged in no time to speak of', () => {
  expect(weaknessOf('x'.repeat(1_024))).toMatch(/repeats itself/);
});
