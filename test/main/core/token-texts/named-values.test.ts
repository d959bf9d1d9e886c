import { expect, it } from 'vitest';
import { namedValues } from '../../../../main/core/token-texts/named-values';

const VALUE = 'abcdef0123456789abcd';
const none = () => false;

it('a value has its place, its name and what it is', () => {
  expect(namedValues(`x; auth-refresh-token="${VALUE}"`, none)).toEqual([
    {
      nameAt: 8,
      at: 23,
      label: { role: 'refresh', rank: 3, family: '' },
      value: VALUE,
      judged: 'opaque',
    },
  ]);
});

it.each([
  ['access_token={{access}}', 'elsewhere'],
  ['access_token=$(cat it)', 'placeholder'],
  ['access_token=`cat it`', 'elsewhere'],
  ['access_token=load()', 'elsewhere'],
  ['"access_token": "••••••"', 'masked'],
])('%s is %s', (text, judged) => {
  expect(namedValues(text, none)).toMatchObject([{ judged }]);
});

it.each([`google_access_token=${VALUE}`, `token=${VALUE}`, 'access_token: soon'])('%s is none', (text) => {
  expect(namedValues(text, none)).toEqual([]);
});

it('a value at a place that is taken is left out', () => {
  expect(namedValues(`access_token=${VALUE}`, (at) => at === 13)).toEqual([]);
});

it('only a limited number of values is read', () => {
  expect(namedValues(`access_token=${VALUE}\n`.repeat(1_000), none).length).toBeLessThan(500);
});
