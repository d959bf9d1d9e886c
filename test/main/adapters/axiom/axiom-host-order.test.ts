import { expect, it } from 'vitest';
import { createAxiomHostOrder } from '../../../../main/adapters/axiom/axiom-host-order';
import { createSeededRandom } from '../../../axiom-simulator/seeded-random';

const origins = ['a', 'b', 'c', 'd'];

it('never begins twice in a row with the host used last, and always offers each host once', () => {
  const hosts = createAxiomHostOrder(origins, createSeededRandom(7));
  const firsts = new Set<string>();
  let last: string | undefined;
  for (let call = 0; call < 500; call++) {
    const order = hosts.next();
    expect([...order].sort()).toEqual(origins);
    expect(order[0]).not.toBe(last);
    last = order[0];
    if (last === undefined) continue;
    hosts.used(last);
    firsts.add(last);
  }
  expect(firsts.size).toBe(4);
});

it('remembers the host that was really used, not the first offered', () => {
  const hosts = createAxiomHostOrder(['a', 'b'], () => 0);
  expect(hosts.next()).toEqual(['a', 'b']);
  hosts.used('a');
  hosts.used('b');
  expect(hosts.next()).toEqual(['a', 'b']);
  hosts.used('a');
  expect(hosts.next()).toEqual(['b', 'a']);
});

it('offers an only host every time', () => {
  const hosts = createAxiomHostOrder(['a'], () => 0.99);
  hosts.used('a');
  expect(hosts.next()).toEqual(['a']);
});
