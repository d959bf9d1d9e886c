// The checks have their own tests. Here: they run together, and end even if everything hangs.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CHECK_LIMIT_MS, createDoctor, type DoctorParts } from '../../../main/compose/open-doctor';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { CHECK_TITLES } from '../../../main/doctor/check';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { openFakeSessionBus } from '../../support/fakes/session-bus/fake-session-bus';
import { ScriptedTransport } from '../../support/fakes/http-transport/scripted-http-transport';
import { ScriptedKeychainHost } from '../../support/fakes/keychain/scripted-keychain-host';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

const SECRET = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2VjcmV0';

/** A computer on which everything hangs that can. */
async function setUp(more: Partial<DoctorParts> = {}) {
  const home = await temporaryFolder();
  const sockets: Socket[] = [];
  const listen = async (where: string | number): Promise<number> => {
    const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => server.listen(where, () => resolve()));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  const run = join(home, 'run');
  await mkdir(run, { mode: 0o700 });
  await listen(join(run, 'broker.sock'));
  await chmod(join(run, 'broker.sock'), 0o600);
  const silent = await listen(0);
  const bus = await openFakeSessionBus();
  const host = new ScriptedKeychainHost();
  host.answer = () => 'silence';
  const clock = new FakeClock();
  const transport = new ScriptedTransport(() => new Promise(() => undefined));
  const dataDirectory = join(home, 'data');
  await mkdir(dataDirectory, { mode: 0o700 });
  await writeFile(join(dataDirectory, 'profiles.json'), SECRET, { mode: 0o600 });
  const doctor = createDoctor({
    clock,
    random: () => 0.5,
    platform: 'linux',
    env: {
      PATH: process.env['PATH'],
      DBUS_SESSION_BUS_ADDRESS: bus.address,
      HTTPS_PROXY: SECRET,
      AXIOM_ACCESS_TOKEN: SECRET,
    },
    home,
    dataDirectory,
    stateDirectory: join(home, 'state'),
    socketPath: () => join(run, 'broker.sock'),
    endpoints: {
      siteOrigin: `https://127.0.0.1:${silent}`,
      apiOrigins: [`https://127.0.0.1:${silent}`],
      isSimulator: true,
    },
    transport,
    keychainHost: host,
    accounts: async () => [{ name: 'Main', store: { kind: 'keychain' }, hasTokens: true, keychainProvider: 'KWallet' }],
    program: { kind: 'command-line', version: '0.1.0', runtimes: ['Node 22'], runsWithoutSandbox: false },
    ...more,
  });
  return { doctor, clock, bus, transport, host, sockets, home };
}

it('ends with a line for each check when everything hangs, in less than ten seconds', async () => {
  const { doctor, clock, bus, transport, home } = await setUp();
  const told: string[] = [];
  const running = doctor.run((findings) => told.push(...findings.map(({ id }) => id)));
  await waitUntil('all have begun', () => bus.questions.length >= 2 && transport.requests.length > 0);
  await waitUntil('files and locks have ended', () => told.includes('files') && told.includes('state'));
  await clock.advance(CHECK_LIMIT_MS);
  await waitUntil('the sandbox was tried', () => told.includes('sandbox'));
  const findings = await running;
  expect([...new Set(findings.map(({ id }) => id))]).toEqual(Object.keys(CHECK_TITLES));
  const verdicts = Object.fromEntries(findings.map(({ id, verdict }) => [id, verdict]));
  expect(verdicts).toMatchObject({
    versions: 'ok',
    keychain: 'wrong',
    files: 'ok',
    state: 'ok',
    clock: 'not-run',
    hosts: 'wrong',
    socket: 'wrong',
    tray: 'not-run',
    autostart: 'ok',
  });
  const text = JSON.stringify(findings);
  for (const secret of [SECRET, home]) expect(text).not.toContain(secret);
});

it('runs only the requested checks', async () => {
  const { doctor, transport, host } = await setUp();
  const findings = await doctor.run(undefined, ['files', 'state']);
  expect(findings.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['files', 'ok'],
    ['state', 'ok'],
  ]);
  expect([transport.requests.length, host.started]).toEqual([0, 0]);
});

it('says so when the list of accounts cannot be read', async () => {
  const { doctor } = await setUp({ accounts: () => Promise.reject(new AxiomTokenError('STORAGE_DENIED')) });
  expect(await doctor.run(undefined, ['files'])).toMatchObject([{ id: 'files', verdict: 'wrong' }]);
});

it('asks the app’s own way where there is no Linux', async () => {
  const { doctor, clock, transport } = await setUp({
    platform: 'darwin',
    autostart: { read: async () => 'on', set: async () => undefined },
  });
  const running = doctor.run();
  await waitUntil('Axiom is asked', () => transport.requests.length > 0);
  await clock.advance(CHECK_LIMIT_MS);
  const findings = await running;
  expect(findings.filter(({ id }) => ['tray', 'sandbox', 'session-bus'].includes(id))).toEqual([]);
  expect(findings.find(({ id }) => id === 'autostart')?.detail).toBe('The session starts the app.');
});

it('does not report a server as fine that takes connections and never answers', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const { doctor } = await setUp({
    endpoints: { siteOrigin: origin, apiOrigins: [origin], isSimulator: true },
    transport: new ScriptedTransport(() => Promise.reject(new AxiomTokenError('TIMEOUT'))),
  });
  expect(await doctor.run(undefined, ['clock', 'hosts'])).toMatchObject([
    { id: 'clock', verdict: 'not-run' },
    { id: 'hosts', verdict: 'wrong', detail: expect.stringContaining('no answer comes to a request') as string },
  ]);
});
