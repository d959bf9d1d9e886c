import { expect, it } from 'vitest';
import { oneKeyPerProgram } from '../../../../main/compose/operations/one-key-per-program';
import { createGate } from '../../../support/gate';
import { PROGRAM } from '../../../support/make-operations';

const world = () => ({ openKeys: new Set<string>() });
const other = { ...PROGRAM, programId: '/usr/bin/other' };

it('only one key is derived for a program at a time; other programs and a person do not wait for it', async () => {
  const shared = world();
  const { opened: held, open } = createGate();
  const first = oneKeyPerProgram(shared, { consumer: PROGRAM, via: 'socket' }, async () => held);
  const second = oneKeyPerProgram(shared, { consumer: PROGRAM, via: 'socket' }, async () => 2);
  await expect(second).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    message: 'Another request of this program waits for the key of a passphrase.',
    retryAfterMs: 1_000,
  });
  expect(await oneKeyPerProgram(shared, { consumer: other, via: 'socket' }, async () => 3)).toBe(3);
  expect(await oneKeyPerProgram(shared, { consumer: PROGRAM, via: 'command-line' }, async () => 4)).toBe(4);
  open();
  await first;
  expect(await oneKeyPerProgram(shared, { consumer: PROGRAM, via: 'socket' }, async () => 5)).toBe(5);
});

it('a failed derivation lets the next one begin', async () => {
  const shared = world();
  const failing = oneKeyPerProgram(shared, { consumer: PROGRAM, via: 'socket' }, async () => {
    throw new Error('wrong passphrase');
  });
  await expect(failing).rejects.toThrow('wrong passphrase');
  expect(await oneKeyPerProgram(shared, { consumer: PROGRAM, via: 'socket' }, async () => 1)).toBe(1);
});
