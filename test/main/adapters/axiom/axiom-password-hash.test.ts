import { expect, it } from 'vitest';
import { hashAxiomPassword } from '../../../../main/adapters/axiom/axiom-password-hash';
import { Secret } from '../../../../main/core/base/secret';
import { demoPasswordHash } from '../../../../main/demo/demo-password';

it.each([
  ['test_password', 'ZKZC8pJzit6jtqpSoWpy62UknqgJhXeK6RZIzjSPssk='],
  ['\u043f\u0430\u0440\u043e\u043b\u044c', 'TSW2Hi47bdofiAAsYq+3IPvQq6o+kpYok2KbqAB2398='],
])('the hash of %s is the one that Axiom\u2019s clients send, by client and by demo server', async (password, hash) => {
  expect((await hashAxiomPassword(new Secret(password))).expose()).toBe(hash);
  expect(await demoPasswordHash(password)).toBe(hash);
});

it('does not block the event loop', async () => {
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  await hashAxiomPassword(new Secret('x'));
  clearInterval(counting);
  expect(turns).toBeGreaterThan(5);
});
