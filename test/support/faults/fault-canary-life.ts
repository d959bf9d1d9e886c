// A full run of the program in its own process, for the canary search: sign-in, refreshes that succeed and fail in every way, a locked keychain,
// backup, restore, a move to a file, damaged stores, clear. Prints and inspects all its objects, as a careless developer would.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createAxiomAuthGateway } from '../../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../../main/adapters/axiom/axiom-endpoints';
import { readBackupFile, writeBackupFile } from '../../../main/adapters/files/backup-file';
import { createFileLogger } from '../../../main/adapters/logging/file-logger';
import { createFileTokenStore } from '../../../main/adapters/stores/file-token-store';
import { createKeychainForkHost } from '../../../main/adapters/keychain/keychain-fork-host';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { createNodeHttpTransport } from '../../../main/adapters/http/node-http-transport';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { createBackupService } from '../../../main/core/backup/backup-service';
import type { AuthGateway } from '../../../main/core/ports/auth-gateway';
import type { Clock } from '../../../main/core/ports/clock';
import { parsePastedTokens } from '../../../main/core/sign-in/pasted-tokens';
import { Secret } from '../../../main/core/base/secret';
import { decodeTokenRecord, encodeTokenRecord } from '../../../main/core/tokens/token-record';
import { openCore } from '../../../main/compose/open-core';
import type { CanaryAnswer, CanaryOrders, CanaryReport } from './fault-canary-protocol';

/** The faults of the server, one after another; the parent test sets the server's switches by these names. */
export const CANARY_FAULTS = [
  'captive-portal',
  'status',
  'rate-limit',
  'turnstile',
  'challenge',
  'reset-mid-answer',
  'emptied',
  'malformed',
  'huge',
  'other-account',
  'none',
] as const;

const canaries: [string, string][] = [];
const errors: unknown[] = [];

async function at(step: string): Promise<CanaryAnswer> {
  const answered = new Promise<CanaryAnswer>((resolve) =>
    process.once('message', (message) => resolve(message as CanaryAnswer)),
  );
  const report: CanaryReport = { at: step, canaries: canaries.splice(0) };
  process.send?.(report);
  return answered;
}

async function failing(run: () => unknown): Promise<void> {
  try {
    await run();
    errors.push(new Error('this should have failed'));
  } catch (error) {
    errors.push(error);
    // Printed as a careless program would print it.
    process.stderr.write(`${inspect(error, { depth: 12, showHidden: true })}\n${String(error)}\n`);
  }
}

/** The system's clock, which can be moved forward, because manual refreshes must be 5 s apart. */
function createMovableClock(): Clock & { skip(ms: number): void } {
  const system = createSystemClock();
  let skippedMs = 0;
  return {
    nowMs: () => system.nowMs() + skippedMs,
    monotonicMs: () => system.monotonicMs() + skippedMs,
    timersInMs: () => system.timersInMs(),
    setTimer: (delayMs, callback) => system.setTimer(delayMs, callback),
    skip(ms) {
      skippedMs += ms;
    },
  };
}

async function live(orders: CanaryOrders): Promise<void> {
  const { folder, email } = orders;
  const clock = createMovableClock();
  const logger = createFileLogger({ directory: join(folder, 'logs'), clock });
  const endpoints = resolveAxiomEndpoints(process.env);
  const transport = createNodeHttpTransport({ clock });
  const plain = createAxiomAuthGateway({ transport, clock, random: Math.random, endpoints, logger });
  const gateway: AuthGateway = {
    ...plain,
    startPasswordSignIn: async (...args) => {
      const challenge = await plain.startPasswordSignIn(...args);
      canaries.push(
        ['one-time token', challenge.otpToken.expose()],
        ['password hash', challenge.hashedPassword.expose()],
      );
      process.stdout.write(`${inspect(challenge, { showHidden: true })} ${JSON.stringify(challenge)}\n`);
      return challenge;
    },
  };
  const core = await openCore({
    clock,
    logger,
    random: Math.random,
    gateway,
    keychainHost: createKeychainForkHost({ childPath: orders.childPath, env: process.env }),
    dataDirectory: folder,
    stateDirectory: join(folder, 'state'),
    env: process.env,
    platform: 'linux',
  });
  const { registry, interactive } = core;
  await registry.open();
  const { manager, refresher } = registry.get('default');
  let pairs = 0;
  const storage = (): string => manager.storageFacet;
  const keep = (): void => {
    const record = manager.getRecord();
    if (!record) throw new Error('nobody is signed in');
    canaries.push([`access token ${++pairs}`, record.tokens.accessToken.expose()]);
    canaries.push([`refresh token ${pairs}`, record.tokens.refreshToken.expose()]);
    if (record.journalKey) canaries.push(['journal key', record.journalKey.expose()]);
  };
  const refresh = async (): Promise<void> => {
    clock.skip(6_000);
    await refresher.refresh('person');
    keep();
  };

  await failing(() => core.passwordSignIn.start({ manager, gateway }, email, new Secret(orders.wrongPassword)));
  await core.passwordSignIn.start({ manager, gateway }, email, new Secret(orders.password));
  const { code = '' } = await at('code');
  await failing(() => core.passwordSignIn.complete(code === '123456' ? '654321' : '123456'));
  await core.passwordSignIn.complete(code);
  keep();
  await at('signed in');
  const refreshing = refresh();
  await at('refreshing');
  await refreshing;
  for (const fault of CANARY_FAULTS) {
    await at(`fault ${fault}`);
    clock.skip(70_000);
    if (fault === 'none' || fault === 'reset-mid-answer') await refresh();
    else await failing(() => refresher.refresh('person'));
  }

  await at('lock');
  await refresh();
  if (storage() !== 'unsaved') throw new Error(`with a locked keychain it is ${storage()}`);
  await at('locked');
  await failing(() => interactive.run(() => manager.clear()));
  await at('unlock');
  await manager.retryStorage();

  // The retry has cleared the tokens, so sign in again.
  await core.passwordSignIn.start({ manager, gateway }, email, new Secret(orders.password));
  await core.passwordSignIn.complete((await at('code')).code ?? '');
  keep();
  const record = manager.getRecord();
  if (!record || storage() !== 'saved') throw new Error(`not saved: ${storage()}`);
  const encoded = encodeTokenRecord(record).expose();

  const backups = createBackupService({ crypto: createNodeCrypto(), clock, appVersion: '0.0.0' });
  const passphrase = new Secret(orders.passphrase);
  const backup = join(folder, 'all.axiombackup');
  await writeBackupFile(
    backup,
    await backups.createBackup([{ id: 'default', name: 'main', record }], passphrase),
    false,
  );
  const bytes = await readBackupFile(backup);
  await failing(() => backups.openBackup(bytes, new Secret(`${orders.passphrase}, not quite`)));
  await failing(() =>
    backups.openBackup(
      bytes.map((byte, index) => (index === 200 ? byte ^ 1 : byte)),
      passphrase,
    ),
  );
  await failing(() => backups.openBackup(Buffer.from(encoded), passphrase));
  await failing(() =>
    backups.createBackup([{ id: 'default', name: 'main', record }], new Secret(orders.passphrase.slice(0, 5))),
  );
  const [restored] = (await backups.openBackup(bytes, passphrase)).profiles;
  if (!restored) throw new Error('nothing in the backup');
  await manager.setTokens(restored.record.tokens, { restoredGeneration: restored.record.recordGeneration });
  await at('restored');

  const damaged = [
    encoded.slice(0, -9),
    encoded.replace('"v":1', '"v":9'),
    encoded.replace('"origin"', '"x"'),
    `x${encoded}`,
  ];
  for (const text of damaged) {
    await failing(() => decodeTokenRecord(new Secret(text)));
    await failing(() => parsePastedTokens(new Secret(text.slice(0, 200)), clock.nowMs()));
  }
  for (const text of [encoded.slice(0, -9), `x${encoded}`, encoded.replace('"refresh_token"', '"x"')]) {
    // A file with a part of a record; emptied before the test searches the folder.
    const path = join(folder, 'damaged.json');
    await writeFile(path, text, { mode: 0o600 });
    const store = createFileTokenStore({ path, expectedOrigin: gateway.origin, isExpected: () => false });
    await failing(() => store.load());
    await failing(() => store.save(record));
    await failing(() => store.clear());
    await failing(() => registry.moveTokens('default', { kind: 'file', path }));
    await writeFile(path, '');
  }

  await registry.moveTokens('default', { kind: 'file', path: join(folder, 'tokens.json') });
  await refresh();
  await at('in a file');
  const seen = { registry, core, manager, refresher, gateway, record, restored, errors, orders: { passphrase } };
  process.stdout.write(
    `${inspect(seen, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null })}\n`,
  );
  process.stdout.write(`${JSON.stringify([record, restored, manager.getRecord(), manager.getTokens(), passphrase])}\n`);
  process.stdout.write(
    `${record.tokens.accessToken} ${String(record.tokens.refreshToken)} ${passphrase} ${[passphrase]}\n`,
  );
  for (const error of errors) {
    process.stdout.write(`${JSON.stringify(error)} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}\n`);
    logger.error('an error of the canary life', error, { text: String(error) });
  }
  await manager.clear();
  await at('cleared');
  process.stdout.write(`${errors.length} errors\n`);
  core.dispose();
  await logger.flush();
  await logger.dispose();
}

process.once('message', (orders) => {
  live(orders as CanaryOrders).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(`the life ended early: ${inspect(error)}\n`);
      process.exit(1);
    },
  );
});
