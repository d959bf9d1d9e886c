// The program of the fault tests: the real core with the real adapters, as in main/compose/open-core.ts, with points to die at around each port.
// Started by fault-process.ts; runs the commands that it gets over IPC.
import { join } from 'node:path';
import { createAxiomAuthGateway } from '../../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../../main/adapters/axiom/axiom-endpoints';
import { createChunkedKeychain } from '../../../main/adapters/keychain/chunked-keychain';
import { createKeychain } from '../../../main/adapters/keychain/create-keychain';
import { createFileTokenStore } from '../../../main/adapters/stores/file-token-store';
import { createJournalFiles } from '../../../main/adapters/app-data/journal-files';
import { createKeychainForkHost } from '../../../main/adapters/keychain/keychain-fork-host';
import { createKeychainTokenStore } from '../../../main/adapters/stores/keychain-token-store';
import { createSpentTokensFiles } from '../../../main/adapters/places/spent-tokens-files';
import { createRemovalMarksFiles } from '../../../main/adapters/places/removal-marks-files';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { createNodeHttpTransport } from '../../../main/adapters/http/node-http-transport';
import { openProfilesFile } from '../../../main/adapters/app-data/profiles-file';
import { createRefreshLock } from '../../../main/adapters/locks/refresh-lock-create';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { createAuthTokens } from '../../../main/core/tokens/auth-tokens';
import { toAxiomTokenError } from '../../../main/core/base/errors';
import { PasswordSignIn } from '../../../main/core/sign-in/password-sign-in';
import type { Clock } from '../../../main/core/ports/clock';
import type { StoreChoice } from '../../../main/core/ports/token-places';
import { ProfileRegistry } from '../../../main/core/profiles/profile-registry';
import { isSameChoice } from '../../../main/core/storage/place';
import { SingleUseTokens } from '../../../main/core/storage/single-use-tokens';
import { Secret } from '../../../main/core/base/secret';
import { TokenLifecycleManager } from '../../../main/core/refresh/token-lifecycle-manager';
import { silentLogger } from '../fakes/logger/silent-logger';
import { inPlace } from './fault-file-points';
import { flawedIndex, flawedJournal, flawedStore } from './fault-flaws';
import { createFaultPoints, type Death } from './fault-points';
import type { FaultAnswer, FaultCommand, FaultProcessConfig } from './fault-process-protocol';

/** Small enough to split every record into several parts. */
const PART_BYTES = 400;

const config = JSON.parse(process.argv[2] ?? '') as FaultProcessConfig;
const points = createFaultPoints(config.tracePath, () => process.send?.('at the point'));
const systemClock = createSystemClock();
let clockOffsetMs = config.clockAheadMs ?? 0;
/** The clocks of all programs of a test and of its server are moved together, so that tokens expire without waiting. */
const clock: Clock = {
  nowMs: () => systemClock.nowMs() + clockOffsetMs,
  monotonicMs: () => systemClock.monotonicMs() + clockOffsetMs,
  timersInMs: () => systemClock.timersInMs(),
  setTimer: (delayMs, callback) => systemClock.setTimer(delayMs, callback),
};

async function open() {
  const { dataDirectory, origin, profileId, flaw } = config;
  const stateDirectory = join(dataDirectory, 'state');
  const fileSystem = flaw === 'in-place' ? inPlace(points.fileSystem) : points.fileSystem;
  const { env } = process;
  let passwordHash = '';
  const gateway = createAxiomAuthGateway({
    transport: points.transport(createNodeHttpTransport({ clock })),
    clock,
    random: Math.random,
    endpoints: resolveAxiomEndpoints({ AXIOM_API_BASE: origin }),
    logger: silentLogger,
    // It takes a third of a second and is not tested here: the test computes it once.
    hashPassword: async () => new Secret(passwordHash),
  });
  const plainKeychain = createKeychain({
    host: createKeychainForkHost({ childPath: config.keychainChildPath, env }),
    clock,
    platform: 'linux',
    env,
    isInteractive: () => false,
  });
  const keychain = createChunkedKeychain({
    keychain: points.keychain(plainKeychain),
    platform: 'linux',
    logger: silentLogger,
    limitBytes: PART_BYTES,
    isForced: config.store === 'parts',
  });
  const plainLock = createRefreshLock({ directory: stateDirectory, platform: 'linux', clock, env });
  const lock = flaw === 'unlocked' ? undefined : points.lock(plainLock);
  const spent = points.spent(createSpentTokensFiles({ directory: stateDirectory, fileSystem }));
  const lifecycle = new TokenLifecycleManager({
    clock,
    logger: silentLogger,
    random: Math.random,
  });
  const profiles = await openProfilesFile({
    path: join(dataDirectory, 'profiles.json'),
    clock,
    logger: silentLogger,
    ...(lock ? { lock } : {}),
  });
  const home: StoreChoice =
    config.store === 'file' ? { kind: 'file', path: join(dataDirectory, 'tokens.json') } : { kind: 'keychain' };
  const other: StoreChoice = { kind: 'file', path: join(dataDirectory, 'moved.json') };
  const crypto = createNodeCrypto();
  const registry = new ProfileRegistry({
    index: points.index(flawedIndex(profiles, flaw)),
    lifecycle,
    gateway,
    createStore: (id, choice, isExpected) =>
      points.store(
        flawedStore(
          choice.kind === 'file'
            ? createFileTokenStore({ path: choice.path, expectedOrigin: gateway.origin, isExpected, fileSystem })
            : createKeychainTokenStore({ keychain, profileId: id, isExpected }),
          flaw,
        ),
        isSameChoice(choice, home) ? 'store' : 'other',
      ),
    createJournal: (place) => {
      const files = createJournalFiles({ directory: stateDirectory, place, clock, logger: silentLogger, fileSystem });
      return points.journal(flawedJournal(files, flaw));
    },
    ...(lock ? { lock } : {}),
    marks: points.marks(createRemovalMarksFiles({ directory: stateDirectory, fileSystem })),
    ...(lock ? { singleUse: new SingleUseTokens({ spent, lock, crypto, clock, logger: silentLogger }) } : {}),
    crypto,
    clock,
    logger: silentLogger,
    random: Math.random,
  });
  points.plan(config.death);
  await registry.open();
  const { manager } = registry.get(profileId);
  const signIn = new PasswordSignIn(clock);

  // Paused during a sign-in: a sign-in over another one would be refreshed at once, and that is a separate action.
  const run = async (command: FaultCommand): Promise<readonly string[] | undefined> => {
    switch (command.act) {
      case 'look':
        return undefined;
      case 'refresh':
        lifecycle.resume();
        await lifecycle.refreshNow(profileId);
        return undefined;
      case 'clear':
        await manager.clear();
        return undefined;
      case 'move':
        await registry.moveTokens(profileId, command.to === 'store' ? home : other);
        return undefined;
      case 'take': {
        lifecycle.pause();
        const { access, refresh } = command.pair;
        const tokens = { accessToken: new Secret(access), refreshToken: new Secret(refresh) };
        await manager.setTokens(createAuthTokens({ ...tokens, receivedAtMs: clock.nowMs() }));
        return undefined;
      }
      case 'ask-code':
        passwordHash = command.hash;
        await signIn.start({ manager, gateway }, command.email, new Secret(''));
        return undefined;
      case 'sign-in':
        lifecycle.pause();
        await signIn.complete(command.code);
        return undefined;
      case 'move-clock':
        clockOffsetMs += command.byMs;
        return undefined;
      case 'get-tokens': {
        lifecycle.resume();
        const calls = Array.from({ length: command.callers }, () => lifecycle.getValidAccessToken(profileId));
        return [...new Set((await Promise.all(calls)).map((token) => token.expose()))];
      }
    }
  };

  return async (command: FaultCommand): Promise<FaultAnswer> => {
    let tokens: readonly string[] | undefined;
    let failure: string | undefined;
    try {
      tokens = await run(command);
    } catch (error) {
      failure = toAxiomTokenError(error).code;
    }
    const record = manager.getRecord();
    const storageFailure = manager.storageFailure?.code;
    return {
      storage: storageFailure ?? manager.storageFacet,
      at: isSameChoice(manager.place.choice, home) ? 'store' : 'other',
      wasInterrupted: manager.wasInterrupted,
      ...(failure === undefined ? {} : { failure }),
      ...(tokens === undefined ? {} : { tokens }),
      ...(record === undefined
        ? {}
        : {
            generation: record.recordGeneration,
            pair: { access: record.tokens.accessToken.expose(), refresh: record.tokens.refreshToken.expose() },
          }),
    };
  };
}

// Without its parent it would not end.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
void open().then(async (answer) => {
  process.on('message', (message) => {
    const { command, death } = message as { readonly command: FaultCommand; readonly death?: Death };
    points.plan(death);
    void answer(command).then((done) => process.send?.(done));
  });
  process.send?.(await answer({ act: 'look' }));
});
