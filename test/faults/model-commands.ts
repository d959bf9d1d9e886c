// The possible events in the model, as fast-check commands: person, server, store, disk, clock and power.
import fc from 'fast-check';
import { compareWithPresent } from '../../main/core/backup/backup-comparison';
import { AxiomTokenError } from '../../main/core/base/errors';
import { newSignInId } from '../../main/core/storage/next-record';
import { isOtherAccount } from '../../main/core/tokens/auth-tokens';
import { makeTokens } from '../support/make-jwt';
import { checkAfterStart, checkInvariants, isUnread } from './model-invariants';
import type { StoreMode } from './model-places';
import { NETWORK_STATES } from './model-server';
import { addAgain, removeDuring, signInMeanwhile } from './model-removals';
import { endOtherClients, OTHER_CLIENTS } from './model-other-clients';
import { samePair } from './model-pairs';
import { type ModelWorld, ORIGIN } from './model-world';

type Step = (world: ModelWorld) => Promise<void>;
type WorldCommand = fc.AsyncCommand<ModelWorld, ModelWorld>;

/** Lets everything finish that needs no clock, store or server. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A command that may always run; the invariants judge its result. `isForUnlisted`: also while the profile is not in the list. */
function command(name: string, step: Step, isForUnlisted = false): WorldCommand {
  return {
    check: () => true,
    run: async (_model, world) => {
      world.calls = 0;
      // Tokens contain the second of their issue.
      await world.clock.advance(1_000);
      world.noteTakenOver();
      if (world.isListed || isForUnlisted) await step(world);
      await settle();
      await checkInvariants(world);
    },
    toString: () => name,
  };
}

/** Waits for immediate results; a call that hangs at a store is left behind. Only typed errors are allowed. */
async function attempt(world: ModelWorld, run: Promise<unknown>): Promise<void> {
  run.catch((error: unknown) => {
    if (!(error instanceof AxiomTokenError) || error.code === 'INTERNAL') world.breaches.push('a call failed untyped');
  });
  await settle();
}

const signIn: Step = async (world) => {
  const tokens = world.server.signIn(world.account);
  world.decide(tokens);
  world.server.refusals.length = 0;
  await attempt(
    world,
    world.manager.setTokens(tokens, { email: 'trader@example.com', serverOffsetMs: world.server.offsetMs }),
  );
};

const signInAsAnother: Step = async (world) => {
  if (!world.manager.getTokens()) return;
  const { signInEpoch } = world.manager;
  await attempt(world, world.manager.setTokens(makeTokens(world.clock.nowMs(), 900_000, 'account-3')));
  if (world.manager.signInEpoch !== signInEpoch) world.breaches.push('tokens of another account were taken');
};

const signOut: Step = async (world) => {
  const { manager, place } = world;
  const record = place.half ?? place.kept;
  // Without a look at the place it applies to whatever is there.
  if (!manager.getTokens() && isUnread(world)) place.theirs = undefined;
  // Only the clock decides whether it applies to an unnamed record that was not seen yet.
  const isUntold = record && !world.isNamed && !samePair(record.tokens, manager.getTokens());
  if (isUntold && !world.isClockSane) world.isContended = true;
  world.decide(undefined);
  await attempt(world, world.manager.clear());
};

const refreshNow: Step = (world) => attempt(world, world.lifecycle.refreshNow('default'));

const handOut: Step = (world) => {
  const { lifecycle } = world;
  const wasPaused = lifecycle.isPaused;
  const handed = lifecycle.getValidAccessToken('default').then(() => {
    if (wasPaused || lifecycle.isPaused) world.breaches.push('a token was handed out while everything was paused');
  });
  return attempt(world, handed);
};

const pause: Step = async ({ lifecycle }) => lifecycle.pause();

const resume: Step = async ({ lifecycle }) => lifecycle.resume();

const answersArrive: Step = async (world) => world.server.release();

const takeBackup: Step = async (world) => {
  world.backup = world.manager.getRecord() ?? world.backup;
};

/** Like the call's handler: newer tokens here are replaced only when the person says so. */
function restore(isConfirmed: boolean): Step {
  return async (world) => {
    const { backup, manager } = world;
    const present = manager.getRecord();
    // Refused while the place is unreadable.
    const isUnknown = manager.storageFailure !== undefined || manager.storageFacet === 'opening';
    if (!backup || isUnknown || world.place.mode === 'hang') return;
    if (present && backup.tokens.authenticatedUserId !== world.account) return;
    const contents = { createdAtMs: 0, appVersion: '1', profiles: [{ id: 'default', name: 'main', record: backup }] };
    const [profile] = compareWithPresent(contents, new Map(present ? [['default', present]] : []), ORIGIN);
    if (profile?.effect === 'replace-newer' && !isConfirmed) return;
    // Over a later record of a client without names it counts only once it is saved: after a crash before that, nothing tells which was meant.
    if (profile?.effect === 'replace-newer' && !world.isNamed) world.isContended = true;
    // A pair that was exchanged for a newer one is refused.
    const isSpent = await world.registry.isSpent(backup.tokens);
    // The current pair, perhaps just being refreshed, stays in use: nothing is decided over it.
    if (!isSpent && !present?.tokens.refreshToken.equals(backup.tokens.refreshToken)) {
      world.decide(backup.tokens);
      world.server.refusals.length = 0;
    }
    const { email, serverOffsetMs, recordGeneration: generation } = backup;
    await attempt(world, manager.setTokens(backup.tokens, { email, serverOffsetMs, restoredGeneration: generation }));
  };
}

function setStore(mode: StoreMode): Step {
  return async (world) => {
    // After a restart nothing expects a profile that is not in the list.
    if (mode === 'missing' && world.isListBehind) return;
    for (const place of world.places) {
      place.mode = mode;
      if (mode !== 'hang') place.release();
    }
    await settle();
    // A person who unlocks also clicks "Retry".
    if (mode === 'ok') await attempt(world, world.manager.retryStorage());
  };
}

function setDisk({ places }: ModelWorld, failure: 'STORAGE_FULL' | undefined): void {
  for (const { journal } of places) journal.files.failure = failure;
}

const move: Step = async (world) => {
  // A person who leaves a file in the middle of a write leaves that write there.
  if (world.moving > 0 || world.place.half) return;
  const { life } = world;
  const { storageFailure, storageFacet } = world.manager;
  const isUnread = !world.manager.getTokens() && (storageFailure !== undefined || storageFacet === 'opening');
  world.moving++;
  world.mayAdopt = true;
  world.onMoved = () => {
    // Unreadable tokens stay where they are, and the person starts again at the other place.
    if (isUnread && !world.manager.getTokens()) world.leaveBehind();
  };
  const moved = world.registry.moveTokens('default', world.otherChoice, { leavesUnread: true });
  const isOver = () => {
    if (!life.isOver) world.moving--;
  };
  moved.then(isOver, isOver);
  await attempt(world, moved);
  await settle();
};

/** Another program with the same sign-in refreshes. */
const otherProgram: Step = async (world) => {
  // A removal that is still in the list although it is done applies to records of other programs that are dated before it.
  if (!world.isClockSane && world.isIndexBroken) return;
  const { kept, mode } = world.place;
  if (
    !kept ||
    mode !== 'ok' ||
    world.place.half ||
    !samePair(kept.tokens, world.manager.getTokens()) ||
    world.manager.hasUnsavedTokens
  )
    return;
  const tokens = world.server.rotate(kept.tokens.refreshToken.expose());
  if (!tokens) return;
  // The other program is this app, too: it names the sign-in and counts generations.
  const record = world.manager.getRecord() ?? kept;
  const signInId = record.signInId ?? newSignInId(world.crypto);
  const recordGeneration = record.recordGeneration + 1;
  world.place.kept = { ...record, tokens, signInId, recordGeneration, savedAtMs: world.clock.nowMs() };
  world.alternative = tokens;
  world.came(tokens);
};

function crash(isHungApplied: boolean): Step {
  return async (world) => {
    world.die(isHungApplied);
    await world.start();
    if (world.isListed && world.place.mode === 'ok' && !world.journal.files.failure) await checkAfterStart(world);
  };
}

const named =
  (name: string, step: Step): (() => fc.Arbitrary<WorldCommand>) =>
  () =>
    fc.constant(command(name, step));

const often = [named('sign in', signIn), named('refresh now', refreshNow), named('crash', crash(false))];
const once = [
  ...often,
  ...often,
  named('sign in as another', signInAsAnother),
  named('sign out', signOut),
  named('hand out a token', handOut),
  named('pause', pause),
  named('resume', resume),
  named('held answers arrive', answersArrive),
  named('back up', takeBackup),
  named('restore', restore(false)),
  named('restore, confirmed', restore(true)),
  named('move', move),
  named('another program refreshes', otherProgram),
  named('crash, the store had it', crash(true)),
  ...OTHER_CLIENTS.map(([name, step]) => named(name, step)),
  named('remove from the list', removeDuring(attempt, settle)),
  named('remove from the list while signing in', removeDuring(attempt, signInMeanwhile)),
  named('remove from the list while moving', removeDuring(attempt, move)),
  named('remove from the list while signing out', removeDuring(attempt, signOut)),
  named('remove from the list while refreshing', removeDuring(attempt, refreshNow)),
  () => fc.constant(command('add to the list', addAgain(attempt), true)),
  () => fc.constant(command('crash', crash(false), true)),
  named('the list cannot be written', async (world) => world.breakIndex(true)),
  named('the list can be written', async (world) => world.breakIndex(false)),
  named('disk full', async (world) => setDisk(world, 'STORAGE_FULL')),
  named('disk has space', async (world) => setDisk(world, undefined)),
];

/** All commands. */
export const MODEL_COMMANDS: fc.Arbitrary<WorldCommand>[] = [
  ...once.map((make) => make()),
  fc
    .constantFrom<StoreMode>(
      'ok',
      'ok',
      'ok',
      'STORAGE_LOCKED',
      'STORAGE_FULL',
      'STORAGE_UNAVAILABLE',
      'hang',
      'missing',
    )
    .map((mode) => command(`store ${mode}`, setStore(mode))),
  fc
    .constantFrom('fine' as const, ...NETWORK_STATES)
    .map((networkState) =>
      command(`server ${networkState}`, async ({ server }) => void (server.networkState = networkState)),
    ),
  fc
    .constantFrom(1, 5, 20, 120)
    .map((minutes) => command(`${minutes} minutes`, (world) => world.clock.advance(minutes * 60_000))),
  fc.constantFrom(1, 8).map((hours) =>
    command(`sleep of ${hours} h`, async (world) => {
      world.clock.jumpWall(hours * 3_600_000);
      world.lifecycle.checkAllNow();
    }),
  ),
  fc.constantFrom(-24, -1, 1, 24).map((hours) =>
    command(`clock set by ${hours} h`, async (world) => {
      world.isClockSane = false;
      // A sign-out that the list could not store has no name, and with such a clock no date either: see `withoutTimesAhead`.
      if (hours < 0 && world.isSignedOut && world.mayForget) world.isContended = true;
      world.clockErrorMs += hours * 3_600_000;
      world.clock.jumpWall(hours * 3_600_000);
    }),
  ),
];

/** After all faults are repaired, the newest pair is in memory and in the store, also after another start. */
export async function repairAll(world: ModelWorld): Promise<void> {
  setDisk(world, undefined);
  world.breakIndex(false);
  await addAgain(attempt)(world);
  world.server.networkState = 'no-network';
  world.server.release();
  await setStore('ok')(world);
  await endOtherClients(world);
  await world.clock.advance(120_000);
  // A person who sees that another program emptied the place saves the tokens again.
  await attempt(world, world.manager.saveAgain());
  await checkInvariants(world);
  // Two accounts, one in memory and one at the place, stay until the person decides.
  if (isOtherAccount(world.place.kept?.tokens, world.manager.getTokens())) return;
  if (world.manager.storageFacet !== 'saved') throw new Error(`not saved in the end but ${world.manager.storageFacet}`);
  const { expected, alternative } = world;
  await crash(false)(world);
  await checkInvariants(world);
  const found = world.manager.getTokens();
  if (!world.isContended && !samePair(found, expected) && !(alternative && samePair(found, alternative))) {
    throw new Error('lost: another pair after the last start');
  }
}
