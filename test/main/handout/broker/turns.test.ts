// Every client gets its turn, and no turn of the event loop is long.
import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from '../../../../main/handout/broker/turns';

it('gives each connection one step before any has a second one, a few in each round', async () => {
  const turns = new Turns();
  const taken: string[] = [];
  const worker = (name: string, steps: number) => () => {
    taken.push(name);
    return --steps > 0;
  };
  turns.add(worker('a', 10));
  turns.add(worker('b', 2));
  turns.add(worker('c', 1));
  expect(taken).toEqual([]);
  await nextRound();
  expect(taken).toEqual(['a', 'b', 'c']);
  await nextRound();
  expect(taken.slice(3)).toEqual(['a', 'b']);
  for (let round = 0; round < 20; round++) await nextRound();
  expect(taken.length).toBe(13);
});

it('of many, no round takes more than eight', async () => {
  const turns = new Turns();
  let taken = 0;
  for (let count = 0; count < 20; count++) {
    turns.add(() => {
      taken++;
      return false;
    });
  }
  const rounds = [];
  for (let round = 0; round < 4; round++) {
    await nextRound();
    rounds.push(taken);
  }
  expect(rounds).toEqual([8, 16, 20, 20]);
});
