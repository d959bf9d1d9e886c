// The core wired as in the app: real files in the test's folder, the real keychain client, and a keychain in memory behind it.
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEADLINE_MS, PATIENT_DEADLINE_MS } from '../../../main/adapters/keychain/keychain-client';
import type { KeychainRequest } from '../../../main/adapters/keychain/keychain-protocol';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { placeHash } from '../../../main/adapters/places/place-hash';
import { type Core, openCore } from '../../../main/compose/open-core';
import { Secret } from '../../../main/core/base/secret';
import { fingerprintOf } from '../../../main/core/tokens/sign-in-name';
import { encodeTokenRecord } from '../../../main/core/tokens/token-record';
import { PLACE_KINDS, placeOf, storeChoice } from '../../../main/core/ports/token-places';
import { ScriptedAuthGateway } from '../../support/fakes/auth-gateway/scripted-auth-gateway';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { ScriptedKeychainHost } from '../../support/fakes/keychain/scripted-keychain-host';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { makeFormerDataFolder } from '../../support/former-data-folder';
import { exposed, makeRecord } from '../../support/make-record';
import { temporaryFolder } from '../../support/temporary-folder';

/** A computer: its keychain and the app's folder outlive a run of the app. */
class Computer {
  readonly entries: Map<string, string>;
  /** Whether writes to the keychain fail. */
  isFull = false;
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly gateway = new ScriptedAuthGateway(this.clock);
  readonly host = new ScriptedKeychainHost();
  readonly dataDirectory: string;
  readonly stateDirectory: string;

  constructor(folder: string, dataDirectory = folder, entries = new Map<string, string>()) {
    this.entries = entries;
    this.dataDirectory = dataDirectory;
    this.stateDirectory = join(folder, 'state');
    this.host.answer = (request) => this.#answer(request);
  }

  /** A run of the app; its profiles are not read yet. */
  async start(): Promise<Core> {
    const { clock, logger, gateway, host: keychainHost, dataDirectory, stateDirectory } = this;
    // Random bytes that never repeat, because the self-test makes names from them.
    const random = (): number => Math.random();
    const core = await openCore({
      clock,
      logger,
      gateway,
      keychainHost,
      dataDirectory,
      stateDirectory,
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
    if (this.isFull) return { failure: 'no space', isLoadFailure: false };
    this.entries.set(account, secret);
    return { value: null };
  }
}

const newComputer = async (): Promise<Computer> => new Computer(await temporaryFolder());
/** The files in the state folder after a refresh: the locks of the keychain entry, the list of profiles and the refresh token, the entry's change notice, and the spent token. */
const tracesOf = ({ dataDirectory }: Computer, spent: Secret) => {
  const bucket = fingerprintOf(spent, (data) => createNodeCrypto().sha256(data)).slice(0, 2);
  const places = ['keychain:default', `index:${join(dataDirectory, 'profiles.json')}`, `refresh-token:${bucket}`];
  const [entry, list, token] = places.map(placeHash);
  return new Set([`${entry}.lock`, `${entry}.changed`, `${list}.lock`, `${token}.lock`, 'spent-tokens-000001.txt']);
};
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

it('refreshes with lock and journal in the state folder, named by the place, and leaves no tokens there', async () => {
  const computer = await newComputer();
  const core = await computer.signedIn();
  const spent = core.registry.get('default').manager.getRefreshToken();
  await core.registry.get('default').refresher.refresh('person');
  expect(computer.gateway.asked).toHaveLength(1);
  expect((await readdir(computer.dataDirectory)).sort()).toEqual(['profiles.json', 'profiles.last-good.json', 'state']);
  expect(new Set(await readdir(computer.stateDirectory))).toEqual(tracesOf(computer, spent));
  const { tokens } = recordOf(core) as { tokens: { accessToken: string; refreshToken: string } };
  const names = await readdir(computer.dataDirectory, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(files.map((path) => readFile(path, 'latin1')));
  const holdsToken = texts.some((text) => text.includes(tokens.accessToken) || text.includes(tokens.refreshToken));
  expect([files.length > 0, holdsToken]).toEqual([true, false]);
});

it('refreshes nothing where the state folder is not the person’s alone, says so, and serves what is valid', async () => {
  const computer = await newComputer();
  const core = await computer.signedIn();
  await chmod(computer.stateDirectory, 0o777);
  const refreshing = core.lifecycle.refreshNow('default');
  await expect(refreshing).rejects.toMatchObject({
    code: 'STORAGE_DENIED',
    message: expect.stringContaining(computer.stateDirectory),
  });
  expect(computer.gateway.asked).toHaveLength(0);
  const { accessToken } = (recordOf(core) as { tokens: { accessToken: string } }).tokens;
  expect((await core.lifecycle.getValidAccessToken('default')).expose() === accessToken).toBe(true);
  // A person's decision is still written.
  await core.registry.get('default').manager.setTokens(computer.gateway.issue().tokens);
  expect(core.registry.get('default').manager.storageFacet).toBe('saved');
});

it('finds from a data folder of its own what a program with another one had sealed and not saved', async () => {
  const folder = await temporaryFolder();
  const entries = new Map<string, string>();
  const [first, second] = ['a', 'b'].map((name) => new Computer(folder, join(folder, name), entries));
  if (!first || !second) throw new Error('unreachable');
  for (const { dataDirectory } of [first, second]) await mkdir(dataDirectory);
  const dying = await first.signedIn();
  const spent = dying.registry.get('default').manager.getRefreshToken();
  first.isFull = true;
  await dying.registry.get('default').refresher.refresh('person');
  expect(dying.registry.get('default').manager.storageFacet).toBe('unsaved');
  dying.dispose();

  const core = await second.start();
  await core.registry.open();
  expect(recordOf(core)).toEqual(recordOf(dying));
  expect(core.registry.get('default').manager.storageFacet).toBe('saved');
  expect(new Set(await readdir(second.stateDirectory))).toEqual(
    new Set([...tracesOf(first, spent), ...tracesOf(second, spent)]),
  );
});

it('takes up what an earlier version had sealed in the data folder and not saved yet', async () => {
  const computer = await newComputer();
  await makeFormerDataFolder(computer.dataDirectory);
  const index = join(computer.dataDirectory, 'profiles.json');
  await writeFile(index, (await readFile(index, 'utf8')).replace('GNOME Keyring', 'macOS Keychain'));
  const saved = makeRecord(4, computer.clock.nowMs(), { journalKey: new Secret('a'.repeat(64)) });
  computer.entries.set('default', encodeTokenRecord(saved).expose());
  const core = await computer.start();
  await core.registry.open();
  expect(recordOf(core)).toMatchObject({ recordGeneration: 5 });
  expect(core.registry.get('default').manager.storageFacet).toBe('saved');
  expect(await readdir(computer.dataDirectory)).not.toContain('journal');
});

it('starts all the same, and loses nothing, when files of an earlier version cannot be taken over', async () => {
  const computer = await newComputer();
  await makeFormerDataFolder(computer.dataDirectory);
  await writeFile(computer.stateDirectory, 'in the way');
  const before = await readdir(join(computer.dataDirectory, 'journal'));
  const core = await computer.start();
  await core.registry.open();
  expect(core.registry.list().map(({ id }) => id)).toEqual(['default', 'bot', 'leaving']);
  expect(await readdir(join(computer.dataDirectory, 'journal'))).toEqual(before);
  expect(computer.logger.lines.map(({ message }) => message)).toContain(
    'the journals of an earlier version could not be taken over; the next start tries again',
  );
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
    expect([store, manager.storageFacet, manager.place.store.kind]).toEqual([choice, 'saved', kind]);
    expect(manager.place.store.place).toBe(asks === 'nothing' ? label : path);
    expect(computer.entries.has('default')).toBe(false);
    expect(recordOf(core)).toEqual(before);
    core.dispose();

    const next = await computer.start();
    if (asks === 'file-and-passphrase') await next.sealedFiles.open(path, new Secret('correct horse battery'));
    await next.registry.open();
    const accessOf = (record: unknown) =>
      (record as { tokens: { accessToken: string } } | undefined)?.tokens.accessToken;
    // Tokens in memory are gone with their run.
    expect(accessOf(recordOf(next)) === (isLasting ? accessOf(before) : undefined)).toBe(true);
  },
);

it('waits longer for the keychain only while a person waits for it', async () => {
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
