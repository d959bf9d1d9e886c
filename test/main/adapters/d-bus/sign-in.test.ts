// The handshake before the first message, and unexpected answers.
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BusLost, signIn } from '../../../../main/adapters/d-bus/sign-in';

/** A bus that answers the first line with `chunks`. */
function busThatSays(...chunks: readonly string[]) {
  const heard: string[] = [];
  const stream = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      heard.push(chunk.toString('latin1'));
      done();
      if (heard.length === 1) for (const one of chunks) stream.push(Buffer.from(one, 'latin1'));
    },
  });
  return { stream, heard };
}

describe('signing in', () => {
  it('says the number of the user, and begins when the bus knows it', async () => {
    const { stream, heard } = busThatSays('OK 1234deadbeef\r\n');
    expect(await signIn(stream)).toHaveLength(0);
    const user = Buffer.from(String(process.geteuid?.())).toString('hex');
    expect(heard).toEqual([`\0AUTH EXTERNAL ${user}\r\n`, 'BEGIN\r\n']);
  });

  it('continues with what came after the answer, wherever it was cut', async () => {
    const { stream } = busThatSays('O', 'K 12\r', '\nla', '');
    expect((await signIn(stream)).toString()).toBe('la');
  });

  it.each([
    ['does not know the user', 'REJECTED EXTERNAL DBUS_COOKIE_SHA1\r\n'],
    ['is none', 'HTTP/1.1 400 Bad Request\r\n'],
    ['does not come to the end of a line', 'OK '.repeat(1_000)],
  ])('ends the connection to a bus that %s', async (_what, answer) => {
    const { stream, heard } = busThatSays(answer);
    await expect(signIn(stream)).rejects.toBeInstanceOf(BusLost);
    expect([stream.destroyed, heard.length]).toEqual([true, 1]);
  });

  it.each([
    ['ends', (stream: Duplex) => stream.push(null), BusLost],
    ['is closed', (stream: Duplex) => stream.destroy(), BusLost],
    ['breaks', (stream: Duplex) => stream.destroy(new RangeError('broken')), RangeError],
  ])('fails when the stream %s', async (_what, harm, failure) => {
    const { stream } = busThatSays();
    const signingIn = signIn(stream);
    harm(stream);
    await expect(signingIn).rejects.toBeInstanceOf(failure);
  });
});
