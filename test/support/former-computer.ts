// A computer as the version before sign-in ids left it, made once by running that version: an index of version 2, locks and journals beside it by the ids
// of profiles, records without a sign-in id in keychain, token file and sealed file. Its tokens are fake, signed with keys that no longer exist.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { KeychainRequest } from '../../main/adapters/keychain/keychain-protocol';
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { type Core, openCore } from '../../main/compose/open-core';
import { Secret } from '../../main/core/base/secret';
import { ScriptedAuthGateway } from './fakes/auth-gateway/scripted-auth-gateway';
import { FakeClock } from './fakes/clock/fake-clock';
import { createRememberingCrypto } from './fakes/crypto/remembering-crypto';
import { ScriptedKeychainHost } from './fakes/keychain/scripted-keychain-host';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { exposed } from './make-record';
import { type DiesAt, type Ended, type KillableRun, type KillableRuns, openKillableRuns } from './killable-runs';
import { temporaryFolder } from './temporary-folder';

const fixtureSchema = z.object({
  /** When the old version died. */
  madeAtMs: z.number(),
  keychain: z.record(z.string(), z.string()),
  /** By path below the computer's folder; `{folder}` in a text is replaced by it; contents that begin with `base64:` are binary. */
  files: z.record(z.string(), z.string()),
  /** The last pair of the old version, by profile. */
  newest: z.record(
    z.string(),
    z.object({ accessToken: z.string(), refreshToken: z.string(), recordGeneration: z.number() }),
  ),
});

/** Its content, before a newer version has run on it. */
export const FORMER = fixtureSchema.parse(
  JSON.parse(await readFile(join(import.meta.dirname, 'former-computer.json'), 'utf8')),
);

/** Derives each key once, because the tests start the app hundreds of times and each derivation takes a third of a second. */
const crypto = createRememberingCrypto(createNodeCrypto());

/** Of its sealed file. */
const PASSPHRASE = new Secret('correct horse battery');

/** The result of a start, in memory and in every place, without values that differ between folders and runs. */
export async function endOf(computer: FormerComputer, { core }: Started) {
  const { folder, dataDirectory, stateDirectory, entries } = computer;
  const profiles = core.registry.list().map(async ({ id, manager }) => {
    const { recordGeneration, tokens } = manager.getRecord() ?? {};
    const saved = exposed(await manager.place.store.load());
    return {
      id,
      facet: manager.storageFacet,
      trouble: manager.storageFailure?.code,
      recordGeneration,
      tokens: pairOf(tokens),
      saved,
    };
  });
  const state = (await readdir(stateDirectory)).filter((name) => !name.endsWith('.lock'));
  const marks = state.filter((name) => name.endsWith('.removed.json'));
  const index = await readFile(join(dataDirectory, 'profiles.json'), 'utf8');
  return {
    profiles: await Promise.all(profiles),
    index: JSON.parse(index.replaceAll(folder, '{folder}')) as unknown,
    entries: [...entries.keys()].sort(),
    files: (await readdir(folder)).sort(),
    // A file left by a killed write of the index contains no secret, and is removed by the next write.
    data: (await readdir(dataDirectory, { recursive: true })).filter((name) => !name.endsWith('.tmp')).sort(),
    // Change notices are not state.
    state: state
      .filter((name) => !name.endsWith('.changed'))
      .map((name) => name.replace(/^[0-9a-f]{32}/, 'PLACE'))
      .sort(),
    marks: (await Promise.all(marks.map((name) => readFile(join(stateDirectory, name), 'utf8')))).sort(),
  };
}

/** The pair as texts. */
export function pairOf(tokens: AuthTokens | undefined): { accessToken: string; refreshToken: string } | undefined {
  return tokens && { accessToken: tokens.accessToken.expose(), refreshToken: tokens.refreshToken.expose() };
}

/** A run that has read all its places. */
export interface Started {
  readonly core: Core;
  readonly gateway: ScriptedAuthGateway;
}

/** Makes such computers until the test ends. */
export function openFormerComputers(): () => Promise<FormerComputer> {
  const runs = openKillableRuns();
  return async () => FormerComputer.make(runs);
}

/** The computer: everything that outlives a run of the app. */
export class FormerComputer {
  readonly folder: string;
  readonly entries = new Map(Object.entries(FORMER.keychain));
  readonly logger = new RecordingLogger();
  readonly #runs: KillableRuns;

  private constructor(folder: string, runs: KillableRuns) {
    this.folder = folder;
    this.#runs = runs;
  }

  /** With the files of the old version; see {@link openFormerComputers}. */
  static async make(runs: KillableRuns): Promise<FormerComputer> {
    const folder = await temporaryFolder();
    for (const [path, text] of Object.entries(FORMER.files)) {
      const [, base64] = /^base64:(.*)$/.exec(text) ?? [];
      const bytes = base64 === undefined ? text.replaceAll('{folder}', folder) : Buffer.from(base64, 'base64');
      await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
      await writeFile(join(folder, path), bytes, { mode: 0o600 });
    }
    return new FormerComputer(folder, runs);
  }

  get dataDirectory(): string {
    return join(this.folder, 'data');
  }

  get stateDirectory(): string {
    return join(this.folder, 'state');
  }

  /** Starts the app, which reads all places, or dies on the way. */
  async start(diesAt: DiesAt = () => false): Promise<Ended<Started>> {
    let opened: Core | undefined;
    const ended = await this.#runs.run(diesAt, async (run) => {
      const clock = new FakeClock(FORMER.madeAtMs + 1_000);
      const gateway = new ScriptedAuthGateway(clock);
      const core = await openCore({
        clock,
        crypto,
        logger: this.logger,
        gateway,
        keychainHost: this.#openKeychain(run),
        dataDirectory: this.dataDirectory,
        stateDirectory: this.stateDirectory,
        // Random numbers that never repeat: the self-test makes names from them.
        random: () => Math.random(),
        env: {},
        platform: 'darwin',
      });
      opened = core;
      await core.registry.open();
      // As if a person was asked for the passphrase.
      await core.sealedFiles.open(join(this.folder, 'vault.axiomsealed'), PASSPHRASE);
      await core.registry
        .list()
        .find(({ id }) => id === 'vault')
        ?.manager.retryStorage();
      return { core, gateway };
    });
    if (ended.diedAt !== undefined) opened?.dispose();
    else onTestFinished(() => ended.result.core.dispose());
    return ended;
  }

  #openKeychain(run: KillableRun): ScriptedKeychainHost {
    const { entries } = this;
    const host = new ScriptedKeychainHost();
    host.answer = ({ operation, account, secret = '' }: KeychainRequest) => {
      if (operation === 'get') return { value: entries.get(account) ?? null };
      if (run.diesAt(`${operation} ${account}`)) return 'silence';
      if (operation === 'delete') return { value: entries.delete(account) };
      entries.set(account, secret);
      return { value: null };
    };
    return host;
  }
}

/** Starts it and waits until the start has ended. */
export async function startCompletely(computer: FormerComputer): Promise<Started> {
  const { result, diedAt } = await computer.start();
  if (!result) throw new Error(`It died at ${diedAt}.`);
  return result;
}

/** A run that dies at the first change after one of this kind. */
export function after(pattern: RegExp): DiesAt {
  let isMet = false;
  return (change) => {
    if (isMet) return true;
    isMet = pattern.test(change);
    return false;
  };
}
