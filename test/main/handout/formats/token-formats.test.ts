import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFormat, TEXT_FORMATS } from '../../../../main/handout/formats/token-formats';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';
import { temporaryFolder } from '../../../support/temporary-folder';

const run = promisify(execFile);
const token = makeTokenAnswer();
const unknown = makeTokenAnswer({ expires_at: null });
const cookie = `auth-access-token=${token.access_token}`;

describe('a format', () => {
  it.each([
    ['raw', token.access_token],
    ['header', `Cookie: ${cookie}`],
    ['cookie', cookie],
    ['curl', `cookie = "${cookie}"`],
    ['process', `{"Version":1,"AccessToken":"${token.access_token}","Expiration":"${token.expires_at}"}`],
    [
      'dotenv',
      `AXIOM_ACCESS_TOKEN=${token.access_token}\nAXIOM_REFRESH_TOKEN=held-by-axiom-token-manager\n` +
        'AXIOM_TOKEN_EXPIRES_AT=2026-03-01T12:15:00.000Z\nAXIOM_TOKEN_EXPIRES_AT_EPOCH=1772367300\nAXIOM_TOKENS_PROFILE=main',
    ],
    [
      'netscape',
      `# Netscape HTTP Cookie File\n.axiom.trade\tTRUE\t/\tTRUE\t1772367300\tauth-access-token\t${token.access_token}`,
    ],
  ] as const)('%s', (name, text) => {
    expect(TEXT_FORMATS[name](token, 'sh')).toBe(text);
  });

  it('json and rs are objects, with null for a time that is not known', () => {
    expect(JSON.parse(TEXT_FORMATS.json(token, 'sh'))).toEqual(token);
    expect(JSON.parse(TEXT_FORMATS.rs(unknown, 'sh'))).toEqual({
      access_token: token.access_token,
      refresh_token: 'held-by-axiom-token-manager',
      expires_at: null,
    });
    expect(JSON.parse(TEXT_FORMATS.process(unknown, 'sh'))).toHaveProperty('Expiration', null);
  });

  it('env is for the shell that was named', () => {
    expect(TEXT_FORMATS.env(token, 'fish').split('\n')[0]).toBe(`set -gx AXIOM_ACCESS_TOKEN '${token.access_token}'`);
    expect(TEXT_FORMATS.env(token, 'sh').split('\n')).toHaveLength(5);
  });

  it('writes special characters so that it is one value', () => {
    const odd = makeTokenAnswer({ profile: `my "own" it's`, access_token: String.raw`a"b\c` });
    expect(TEXT_FORMATS.dotenv(odd, 'sh')).toContain(String.raw`AXIOM_TOKENS_PROFILE='my "own" it\'s'`);
    expect(TEXT_FORMATS.curl(odd, 'sh')).toBe(String.raw`cookie = "auth-access-token=a\"b\\c"`);
  });

  it('is known by its name, or is a template', () => {
    expect(readFormat('header', 'sh')?.(token)).toBe(`Cookie: ${cookie}`);
    expect(readFormat('template:<{profile}>', 'sh')?.(token)).toBe('<main>');
    expect([readFormat('py', 'sh'), readFormat('toString', 'sh')]).toEqual([undefined, undefined]);
    expect(() => readFormat('template:{x}', 'sh')).toThrow('There is no field {x}');
  });
});

/** A server that answers with the cookies it got. */
describe('how other programs read it', () => {
  const server = createServer((request, response) => response.end(request.headers.cookie ?? 'none'));
  let origin = '';
  const here = () => makeTokenAnswer({ origin, expires_at: '2099-01-01T00:00:00.000Z' });
  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  async function written(text: string): Promise<string> {
    const path = join(await temporaryFolder(), 'file');
    await writeFile(path, `${text}\n`);
    return path;
  }

  it('curl -K sends the cookie', async () => {
    const path = await written(TEXT_FORMATS.curl(here(), 'sh'));
    expect((await run('curl', ['-sS', '-K', path, origin])).stdout).toBe(cookie);
  });

  it('curl -b sends it from the cookie file, only to this host', async () => {
    const path = await written(TEXT_FORMATS.netscape(here(), 'sh'));
    expect((await run('curl', ['-sS', '-b', path, origin])).stdout).toBe(cookie);
    const other = await written(
      TEXT_FORMATS.netscape(makeTokenAnswer({ expires_at: '2099-01-01T00:00:00.000Z' }), 'sh'),
    );
    expect((await run('curl', ['-sS', '-b', other, origin])).stdout).toBe('none');
  });

  it("Python's MozillaCookieJar sends it, and finds it for the hosts of Axiom's API", async () => {
    const path = await written(TEXT_FORMATS.netscape(here(), 'sh'));
    const real = await written(
      TEXT_FORMATS.netscape(makeTokenAnswer({ expires_at: '2099-01-01T00:00:00.000Z' }), 'sh'),
    );
    const script = [
      'import sys, http.cookiejar, urllib.request',
      'jar = http.cookiejar.MozillaCookieJar(sys.argv[1]); jar.load()',
      'opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))',
      'print(opener.open(sys.argv[2]).read().decode())',
      'real = http.cookiejar.MozillaCookieJar(sys.argv[3]); real.load()',
      'for url in ("https://api3.axiom.trade/x", "https://axiom.trade/", "http://api3.axiom.trade/", "https://other.test/"):',
      '    request = urllib.request.Request(url); real.add_cookie_header(request)',
      '    print(request.get_header("Cookie"))',
    ].join('\n');
    const { stdout } = await run('python3', ['-c', script, path, origin, real]);
    expect(stdout.trim().split('\n')).toEqual([cookie, cookie, cookie, 'None', 'None']);
  });

  it('a shell reads the variables', async () => {
    const variables = await written(TEXT_FORMATS.env(here(), 'sh'));
    const { stdout } = await run('sh', ['-c', `. "$0"; printf %s "$AXIOM_ACCESS_TOKEN"`, variables]);
    expect(stdout).toBe(token.access_token);
  });
});
