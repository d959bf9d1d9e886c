import { expect, it } from 'vitest';
import { formsOf, searchCanaries } from '../support/faults/fault-canary-search';
import { run } from './canary';

it('L1: a run that uses every feature leaves no secret outside its stores', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged.slice(0, -1)).toEqual([]);
  expect(row).toMatchObject({ id: 'L1', wrong: 0, ok: true });
  expect(row.tried).toBeGreaterThan(20);
}, 120_000);

it('the search finds a secret in each of its forms, and a code only as a separate word', () => {
  const secret = 'p%/ä" canary-of-this-test';
  for (const [form, bytes] of formsOf(secret)) {
    const place = { name: 'here', bytes: Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')]) };
    expect(searchCanaries([place], new Map([['it', secret]]))).toContain(`it as ${form} in here`);
  }
  const cut = {
    name: 'here',
    bytes: Buffer.from(`..."${'0123456789abcdefghijklmnopqrstuvwxyz-ABCDEF'.slice(9, 32)}..."`),
  };
  const long = new Map([['it', '0123456789abcdefghijklmnopqrstuvwxyz-ABCDEF']]);
  expect(searchCanaries([cut], long)).toEqual(['it as a piece in here']);
  const codes = new Map([['code', '123456']]);
  expect(searchCanaries([{ name: 'here', bytes: Buffer.from('1234567 0.123456') }], codes)).toEqual([]);
  expect(searchCanaries([{ name: 'here', bytes: Buffer.from('{"code":"123456"}') }], codes)).toHaveLength(1);
});
