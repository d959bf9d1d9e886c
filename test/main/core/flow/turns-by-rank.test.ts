import { expect, it } from 'vitest';
import { createTurnsByRank } from '../../../../main/core/flow/turns-by-rank';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { createGate } from '../../../support/gate';

it('runs one at a time: those of the first class before all of the second that have not begun, also after a failure', async () => {
  const { first, second } = createTurnsByRank();
  const seen: string[] = [];
  const { opened: held, open: release } = createGate();
  const note = (name: string) => async (): Promise<string> => {
    seen.push(name);
    return name;
  };
  const begun = second(async () => {
    seen.push('a program');
    await held;
    throw new Error('failed');
  });
  await settle();
  const later = [
    second(note('program 2')),
    second(note('program 3')),
    first(note('person 1')),
    first(note('person 2')),
  ];
  await settle();
  expect(seen).toEqual(['a program']);
  release();
  await expect(begun).rejects.toThrow('failed');
  expect(await Promise.all(later)).toEqual(['program 2', 'program 3', 'person 1', 'person 2']);
  expect(seen).toEqual(['a program', 'person 1', 'person 2', 'program 2', 'program 3']);
  expect(await second(note('after all'))).toBe('after all');
});
