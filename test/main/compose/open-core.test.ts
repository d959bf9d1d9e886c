// The core as the app puts it together: real files in a folder of the test's own, the real keychain client, and a keychain in memory behind it.
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEADLINE_MS, PATIENT_DEADLINE_MS } from '../../../main/adapters/keychain/keychain-client';
import type { KeychainRequest } from '../../../main/adapters/keychain/keychain-protocol';
import { type Core, openCore } from '../../../main/compose/open-core';
import { Secret } from '../../../main/core/base/secret';
import { PLACE_KINDS, placeOf, storeChoice } from '../../../main/core/ports/token-places';
import { ScriptedAuthGateway } from '../../support/fakes/auth-gateway/scripted-auth-gateway';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { ScriptedKeychainHost } from '../../support/fakes/keychain/scripted-keychain-host';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { exposed } from '../../support/make-record';
import { temporaryFolder } from '../../support/temporary-folder';

/** A computer: its keychain and the app's folder outlive a run of the app. */
class Computer {
  readonly entries = new Map<string, string>();
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly gateway = new ScriptedAuthGateway(this.clock);
  readonly host = new ScriptedKeychainHost();
  readonly dataDirectory: string;

  constructor(dataDirectory: string) {
    this.dataDirectory = dataDirectory;
    this.host.answer = (request) => this.#answer(request);
  }

  /** A run of the app; its profiles are not read yet. */
  async start(): Promise<Core> {
    const { clock, logger, gateway, host: keychainHost, dataDirectory } = this;
    // Chance that never repeats itself: the self-test draws names from it.
    const random = (): number => Math.random();
    const core = await openCore({
      clock,
      logger,
      gateway,
      keychainHost,
      dataDirectory,
      random,
      env: {},
      platform: 'darwin',
    });
    onTestFinished(() => core.dispose());
    return core;
  }

  /** A run in which `default` is signed in. */
  async signedIn(): Promise<Core> {
    const core = await this.start();
    await core.registry.open();
    await core.registry.get('default').manager.setTokens(this.gateway.issue().tokens);
    return core;
  }

  #answer({ operation, account, secret = '' }: KeychainRequest): unknown {
    if (operation === 'get') return { value: this.entries.get(account) ?? null };
    if (operation === 'delete') return { value: this.entries.delete(account) };
    this.entries.set(account, secret);
    return { value: null };
  }
}

const newComputer = async (): Promise<Computer> => new Computer(await temporaryFolder());
const recordOf = ({ registry }: Core) => exposed(registry.get('default').manager.getRecord());

it('touches neither keychain nor folder before the profiles are opened', async () => {
  const computer = await newComputer();
  const core = await computer.start();
  expect([computer.host.started, await readdir(computer.dataDirectory), core.registry.list()]).toEqual([0, [], []]);
  await core.registry.open();
  expect(core.registry.list().map(({ id }) => id)).toEqual(['default']);
  expect(computer.host.requests).toMatchObject([{ operation: 'get', account: 'default' }]);
});

it('keeps a sign-in in the keychain, tried first and noted by its name, and finds it at the next start', async () => {
  const computer = await newComputer();
  const first = await computer.signedIn();
  expect([...computer.entries.keys()]).toEqual(['default']);
  const written = computer.host.requests.filter(({ operation }) => operation === 'set').map(({ account }) => account);
  expect(written).toEqual([expect.stringMatching(/^self-test\./), 'default']);
  const index = JSON.parse(await readFile(join(computer.dataDirectory, 'profiles.json'), 'utf8')) as unknown;
  const entry = { id: 'default', hasTokens: true, keychainProvider: 'macOS Keychain' };
  expect(index).toMatchObject({ profiles: [entry] });
  first.dispose();

  const second = await computer.start();
  await second.registry.open();
  expect(recordOf(second)).toEqual(recordOf(first));
});

it('uses the tokens of the keychain while the list of profiles cannot be read, and says why it cannot', async () => {
  const computer = await newComputer();
  const first = await computer.signedIn();
  expect(first.index.trouble).toBeUndefined();
  first.dispose();
  const path = join(computer.dataDirectory, 'profiles.json');
  await rename(path, `${path}-away`);
  await mkdir(path);

  const second = await computer.start();
  await second.registry.open();
  expect(recordOf(second)).toEqual(recordOf(first));
  expect(second.registry.get('default').manager.storageFacet).toBe('saved');
  expect(second.index.trouble).toMatchObject({ message: expect.stringContaining(path) as unknown });
});

it('refreshes with lock and journal in the app’s own folder, and leaves no tokens there', async () => {
  const computer = await newComputer();
  const core = await computer.signedIn();
  await core.registry.get('default').refresher.refresh('person');
  expect(computer.gateway.asked).toHaveLength(1);
  expect(await readdir(computer.dataDirectory)).toEqual(expect.arrayContaining(['journal', 'locks', 'profiles.json']));
  const { tokens } = recordOf(core) as { tokens: { accessToken: string; refreshToken: string } };
  const names = await readdir(computer.dataDirectory, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(files.map((path) => readFile(path, 'latin1')));
  const holdsToken = texts.some((text) => text.includes(tokens.accessToken) || text.includes(tokens.refreshToken));
  expect([files.length > 0, holdsToken]).toEqual([true, false]);
});

it.each(PLACE_KINDS.filter((kind) => kind !== 'keychain'))(
  'moves tokens out of the keychain to a place of the kind "%s"',
  async (kind) => {
    const computer = await newComputer();
    const core = await computer.signedIn();
    const before = recordOf(core);
    const path = join(computer.dataDirectory, 'chosen');
    const { asks, isLasting, label } = placeOf(kind);
    if (asks === 'file-and-passphrase') await core.sealedFiles.open(path, new Secret('correct horse battery'));
    const choice = storeChoice(kind, path);
    await core.registry.moveTokens('default', choice);
    const { manager, store } = core.registry.get('default');
    expect([store, manager.storageFacet, manager.store.kind]).toEqual([choice, 'saved', kind]);
    expect(manager.store.place).toBe(asks === 'nothing' ? label : path);
    expect(computer.entries.has('default')).toBe(false);
    expect(recordOf(core)).toEqual(before);
    core.dispose();

    const next = await computer.start();
    if (asks === 'file-and-passphrase') await next.sealedFiles.open(path, new Secret('correct horse battery'));
    await next.registry.open();
    const accessOf = (record: unknown) =>
      (record as { tokens: { accessToken: string } } | undefined)?.tokens.accessToken;
    // What lived in memory went with its run.
    expect(accessOf(recordOf(next)) === (isLasting ? accessOf(before) : undefined)).toBe(true);
  },
);

it('has patience with the keychain only while a person waits for it', async () => {
  const computer = await newComputer();
  const core = await computer.signedIn();
  const { manager } = core.registry.get('default');
  const patienceDuring = async (run: () => Promise<unknown>): Promise<readonly number[]> => {
    const from = computer.clock.requestedDelaysMs.length;
    await run();
    const asked = new Set(computer.clock.requestedDelaysMs.slice(from));
    return [DEADLINE_MS, PATIENT_DEADLINE_MS].filter((deadline) => asked.has(deadline));
  };
  const save = () => manager.setTokens(computer.gateway.issue().tokens);
  expect(await patienceDuring(save)).toContain(DEADLINE_MS);
  expect(await patienceDuring(() => core.interactive.run(save))).not.toContain(DEADLINE_MS);
});

it('leaves neither child, nor timer, nor key behind', async () => {
  const computer = await newComputer();
  const core = await computer.signedIn();
  const path = join(computer.dataDirectory, 'tokens.axiomsealed');
  await core.sealedFiles.open(path, new Secret('correct horse battery'));
  const held = core.sealedFiles.get(path);
  core.dispose();
  expect([computer.host.started, computer.host.killed, computer.clock.timerCount]).toEqual([1, 1, 0]);
  expect(held?.keys.every((byte) => byte === 0)).toBe(true);
});
