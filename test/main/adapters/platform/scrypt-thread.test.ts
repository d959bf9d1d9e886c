import { scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { scryptInThread } from '../../../../main/adapters/platform/scrypt-thread';

const text = (words: string) => new TextEncoder().encode(words);
const COST = { N: 2 ** 15, r: 8, p: 1 };

it('derives what Node derives', async () => {
  const key = await scryptInThread(text('a passphrase'), text('salt'), COST, 64);
  expect(Buffer.from(key)).toEqual(scryptSync('a passphrase', 'salt', 64, { ...COST, maxmem: 2 ** 27 }));
});

it('does not change the caller’s passphrase: the caller wipes it', async () => {
  const passphrase = text('a passphrase');
  await scryptInThread(passphrase, text('salt'), { N: 2, r: 1, p: 1 }, 32);
  expect(passphrase).toEqual(text('a passphrase'));
});

it('does not block the calling thread', async () => {
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  await scryptInThread(text('p'), text('s'), { ...COST, N: 2 ** 17 }, 32);
  clearInterval(counting);
  // A busy machine delays turns of the event loop, but a thread that derives the key itself has none at all.
  expect(turns).toBeGreaterThan(3);
});

it('can be cancelled at once, also before it began', async () => {
  const wanted = new AbortController();
  const key = scryptInThread(text('p'), text('s'), { ...COST, N: 2 ** 17 }, 32, wanted.signal);
  wanted.abort();
  await expect(key).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(scryptInThread(text('p'), text('s'), COST, 32, wanted.signal)).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});

it('says what is wrong with parameters that scrypt does not accept', async () => {
  await expect(scryptInThread(text('p'), text('s'), { ...COST, N: 3 }, 32)).rejects.toThrow(/scrypt/i);
});
