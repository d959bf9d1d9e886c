import { expect, it } from 'vitest';
import { jsonAnswer } from '../../../main/demo/demo-exchange';

it.each([
  ['an object', { error: 'Not found' }, '{"error":"Not found"}'],
  ['a bare string, in its quotes', 'Access token refreshed', '"Access token refreshed"'],
  ['nothing', null, 'null'],
])('an answer in JSON carries %s and says what it is', (_what, value, body) => {
  expect(jsonAnswer(404, value)).toEqual({
    status: 404,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    setCookies: [],
    body,
  });
});

it('an answer in JSON sets the cookies that it is given, in their order', () => {
  expect(jsonAnswer(200, {}, ['b=2', 'a=1']).setCookies).toEqual(['b=2', 'a=1']);
});
