// Starts that the app refuses with a message: an environment variable that points to another machine, and a real account on a runtime whose
// browser engine is out of support. Nothing here reaches the network: all names except loopback lead to a counting listener.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApplication } from '../../build/virtual-desktop/application.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { encodeTokenRecord } from '../../main/core/tokens/token-record';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { makeTokens } from '../support/make-jwt';
import { makeRecord } from '../support/make-record';
import { temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';
import { type AppUnderTest, electronExecutable, startApp } from './support/app-under-test';
import { callFromPage } from './support/calls-from-page';
import { entryMark, writeRawEntry } from './support/keychain-raw-entry';
import { processesOf } from './support/processes-of';
import { headline } from './support/sign-in-by-form';

/** Number of starts; AXIOM_LIVES=20, as in `npm run test:names`, for a long run. */
const LIVES = Number(process.env['AXIOM_LIVES'] ?? 3);

let desktop: DesktopSession;
let listener: Server;
/** What each connection to the listener asked for. */
const asked: string[] = [];
let app: AppUnderTest | undefined;

beforeAll(async () => {
  desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  listener = createServer((socket) => {
    const number = asked.push('nothing') - 1;
    socket.once('data', (chunk) => {
      asked[number] = whatIsAsked(chunk);
      socket.destroy();
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  asked.length = 0;
  await app?.dispose();
  app = undefined;
});
afterAll(async () => {
  listener?.close();
  await desktop?.dispose();
});

/** Starts the app for the real Axiom, with the listener in place of the internet. */
async function startForReal(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Page> {
  const { port } = listener.address() as AddressInfo;
  const nowhere = `--host-resolver-rules=MAP * 127.0.0.1:${port}`;
  app = await startApp({ desktop, userDataDirectory: await temporaryFolder(), args: [nowhere, ...args], env });
  return app.page();
}

/** The server name in the TLS hello, or else the first line; neither contains a secret. */
function whatIsAsked(chunk: Buffer): string {
  if (chunk[0] === 0x16) return serverNameIn(chunk) ?? 'a server without a name';
  return chunk.toString('latin1').split(/[?\r\n]/, 1)[0] ?? '';
}

/** Parsed by its layout (RFC 8446, 4.1.2, and RFC 6066, 3): the random bytes before the name may look like a name. */
function serverNameIn(hello: Buffer): string | undefined {
  // Skips the headers of record and message, version and random; then session id, cipher suites and compression, each with its length.
  let at = 5 + 4 + 2 + 32;
  at += 1 + hello.readUInt8(at);
  at += 2 + hello.readUInt16BE(at);
  at += 1 + hello.readUInt8(at);
  const end = at + 2 + hello.readUInt16BE(at);
  for (at += 2; at + 4 <= end; ) {
    const [type, length] = [hello.readUInt16BE(at), hello.readUInt16BE(at + 2)];
    if (type === 0) return hello.toString('latin1', at + 9, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

async function refusalOf(page: Page): Promise<string | undefined> {
  const snapshot = await callFromPage(page, 'getSnapshot', undefined);
  return snapshot.ok ? snapshot.value.realAccountRefusal : undefined;
}

it.each([
  ['AXIOM_API_BASE', 'https://api.axiom.trade.evil.example', 'api.axiom.trade.evil.example'],
  ['AXIOM_API_BASE', 'http://127.0.0.1:1,http://10.0.0.1', '10.0.0.1'],
  ['AXIOM_SITE_BASE', 'http://localhost.evil.example', 'localhost.evil.example'],
  ['AXIOM_API_BASE', 'ftp://127.0.0.1', 'http://'],
  ['AXIOM_API_BASE', 'nonsense', 'not an address'],
])('%s=%s ends the start with exit code 1, and says why and what to do', async (name, value, expected) => {
  const userData = await temporaryFolder();
  const executable = await electronExecutable();
  const application = startApplication({
    executable,
    args: [projectRoot, `--user-data-dir=${userData}`, `--state-directory=${join(userData, 'state')}`],
    env: { ...desktop.env, [name]: value },
  });
  let words = '';
  application.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  application.stdout.resume();
  expect(await application.exited).toBe(1);
  for (const part of [name, expected, 'Correct or unset it', 'untouched']) expect(words).toContain(part);
  await waitUntil('no process is left', async () => (await processesOf(userData, executable)).length === 0);
});

it('a switch that logs network traffic ends a start with a real account with exit code 1 and a message', async () => {
  const userData = await temporaryFolder();
  const trace = join(userData, 'trace');
  const application = startApplication({
    executable: await electronExecutable(),
    args: [projectRoot, '--trace-startup=netlog', `--trace-startup-file=${trace}`, `--user-data-dir=${userData}`],
    env: desktop.env,
  });
  let words = '';
  application.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  application.stdout.resume();
  expect(await application.exited).toBe(1);
  for (const part of ['--trace-startup', 'Start the app without it']) expect(words).toContain(part);
});

it('--demo starts with the demo signed in, marked as what it is', async () => {
  app = await startApp({ desktop, userDataDirectory: await temporaryFolder(), args: ['--demo'] });
  const page = await app.page();
  await headline(page, 'Healthy');
  expect(await page.locator('h1').innerText()).toBe('demo');
  expect(await page.locator('.badge').first().innerText()).toBe('Simulator');
  expect(await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toMatch(
    /Simulator/,
  );
});

describe('a run that may open a real account', () => {
  it(`looks up no DNS name but Axiom’s in ${LIVES} runs: opened, signed in to, quit`, {
    timeout: LIVES * 20_000,
  }, async () => {
    const names: string[] = [];
    for (let life = 0; life < LIVES; life++) {
      const page = await startForReal(['--allow-real-account-on-old-runtime']);
      const signedIn = callFromPage(page, 'signInWithBrowser', { profileId: 'default' });
      await waitUntil('the site is asked for', () => asked.some((name) => name.endsWith('axiom.trade')));
      await callFromPage(page, 'cancelSignIn', undefined);
      await signedIn;
      await app?.quit();
      names.push(...asked.splice(0));
    }
    expect(names.filter((name) => !/(?:^|\.)axiom\.trade$/.test(name))).toEqual([]);
  });

  it('allows no switch or variable that logs what it sends', async () => {
    const folder = await temporaryFolder();
    const [netLog, keys] = [join(folder, 'net.json'), join(folder, 'keys')];
    const switches = [`--log-net-log=${netLog}`, '--net-log-capture-mode=Everything', `--ssl-key-log-file=${keys}`];
    const page = await startForReal(['--allow-real-account-on-old-runtime', ...switches], { SSLKEYLOGFILE: keys });
    const signedIn = callFromPage(page, 'signInWithBrowser', { profileId: 'default' });
    await waitUntil('the site is asked for', () => asked.some((name) => name.endsWith('axiom.trade')));
    await callFromPage(page, 'cancelSignIn', undefined);
    await signedIn;
    await app?.quit();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a real account on a runtime past its support', () => {
  it('is refused by the welcome, which says why, and by main, whatever the page asks', async () => {
    const page = await startForReal();
    const reason = await refusalOf(page);
    expect(reason).toMatch(/no security updates/);
    await page.getByText(String(reason)).waitFor();
    for (const way of ['with a browser window', 'with e-mail and password', 'I have tokens']) {
      expect(await page.getByRole('button', { name: way }).getAttribute('aria-disabled')).toBe('true');
    }
    expect(await page.getByRole('button', { name: 'Try the demo account' }).getAttribute('aria-disabled')).toBeNull();
    const profileId = 'default';
    const { accessToken, refreshToken } = makeTokens(Date.now());
    const text = JSON.stringify({ accessToken: accessToken.expose(), refreshToken: refreshToken.expose() });
    const outcomes = [
      await callFromPage(page, 'signInWithBrowser', { profileId }),
      await callFromPage(page, 'startPasswordSignIn', { profileId, email: 'a@example.com', password: 'x' }),
      await callFromPage(page, 'signInWithTokens', { profileId, text }),
      await callFromPage(page, 'importTokens', { profileId, source: 'file' }),
      await callFromPage(page, 'importTokens', { profileId, source: 'environment' }),
    ];
    const refusal = { ok: false, failure: { code: 'INVALID_INPUT', message: reason } };
    expect(outcomes).toMatchObject([refusal, refusal, refusal, refusal, refusal]);
    expect(asked).toEqual([]);
  });

  it('is not refreshed either when its tokens are in the keychain already: they stay there, unused, until --allow-real-account-on-old-runtime', async () => {
    const expired = makeTokens(Date.now() - 3_600_000);
    await writeRawEntry(desktop, encodeTokenRecord(makeRecord(2, Date.now(), { tokens: expired })).expose());
    const before = await entryMark(desktop);
    const page = await startForReal();
    await headline(page, /./);
    await callFromPage(page, 'refreshNow', { profileId: 'default' });
    await callFromPage(page, 'copyAccessToken', { profileId: 'default' });
    expect(asked).toEqual([]);
    expect(await entryMark(desktop)).toBe(before);
    await app?.quit();

    // The listener works: with the flag the same start does reach it.
    const allowed = await startForReal(['--allow-real-account-on-old-runtime']);
    await waitUntil('a refresh is tried', () => asked.some((name) => name.endsWith('.axiom.trade')));
    expect(await refusalOf(allowed)).toBeUndefined();
  });
});
