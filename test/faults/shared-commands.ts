// The possible events in the shared model, as fast-check commands: a person at one of two programs, the keychain, the clock, the end of a program.
import fc from 'fast-check';
import type { Profile } from '../../main/core/profiles/profile';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { checkAlways, checkRepaired } from './shared-invariants';
import { isOtherName } from './shared-known';
import { FILE_A, FILE_B, KEYCHAIN, LINK_A, PROFILES, PROGRAMS, type SharedWorld, type Who } from './shared-world';

type SharedCommand = fc.AsyncCommand<SharedWorld, SharedWorld>;

const MINUTE = 60_000;

/** A command that may always run; its result is judged afterwards. */
function command(name: string, step: (world: SharedWorld) => Promise<void>): SharedCommand {
  return {
    check: () => true,
    run: async (_model, world) => {
      await step(world);
      checkAlways(world);
    },
    toString: () => name,
  };
}

type AtProfile = (world: SharedWorld, profile: Profile, who: Who) => Promise<void>;

const WHO: readonly Who[] = PROGRAMS.flatMap((program) => PROFILES.map((profile): Who => ({ program, profile })));

const named = ({ program, profile }: Who): string => `(${program}, ${profile})`;

/** A person's action at one profile of one program, while it is in the list. */
function atEachProfile(name: string, step: AtProfile): readonly SharedCommand[] {
  return WHO.map((who) =>
    command(`${name} ${named(who)}`, async (world) => {
      const profile = world.profile(who);
      if (profile) await step(world, profile, who);
    }),
  );
}

/** As in the window: a pair known to be used up is refused. */
async function bring(world: SharedWorld, profile: Profile, who: Who, tokens: AuthTokens): Promise<void> {
  const { registry } = world.runs[who.program] ?? {};
  const place = world.placeOf(profile);
  await registry?.isSpent(tokens);
  const signIn = world.server.issued(tokens).signIn;
  const isContended = world.isContended(place, profile);
  const present = world.signInsOf(profile).filter((other) => other !== signIn);
  const given = profile.manager.setTokens(tokens);
  // Otherwise refused; of the current sign-in, the newer pair stays.
  if (profile.manager.getTokens()?.refreshToken.equals(tokens.refreshToken)) {
    for (const other of present) world.giveUp(place, other);
    world.bring(place, signIn);
    if (!world.server.isGood(tokens) || isContended) world.giveUp(place, signIn);
  }
  await world.after(given);
}

const signIn = atEachProfile('sign in', (world, profile, who) => bring(world, profile, who, world.server.signIn()));

const pasteOldest = atEachProfile('paste the oldest pair', async (world, profile, who) => {
  const { oldest } = world.server;
  if (oldest) await bring(world, profile, who, oldest);
});

/** The current pair of another profile, in either program. */
const pasteOthers = WHO.flatMap((from) =>
  atEachProfile(`paste from ${named(from)} to`, async (world, profile, who) => {
    const tokens = world.profile(from)?.manager.getTokens();
    if (tokens) await bring(world, profile, who, tokens);
  }),
);

const signOut = atEachProfile('sign out', async (world, profile) => {
  const { manager } = profile;
  const place = world.placeOf(profile);
  const signedOut = world.signInOf(manager.getTokens());
  for (const signIn of world.signInsOf(profile)) world.giveUp(place, signIn);
  if (signedOut !== undefined) world.signedOut.add(`${place} ${signedOut}`);
  await world.after(manager.clear());
});

const refresh = atEachProfile('refresh', async (world, profile) => {
  await world.after(profile.refresher.refresh('person'));
});

const moves = [KEYCHAIN, FILE_A, LINK_A, FILE_B].flatMap((choice) =>
  atEachProfile(`move to ${'path' in choice ? choice.path : choice.kind}`, async (world, profile, who) => {
    const { program } = who;
    const { registry } = world.runs[program] ?? {};
    if (!registry) return;
    const [from, to] = [world.placeOf(profile), world.placeOf({ id: profile.id, store: choice })];
    if (isOtherName(world, program, to)) return;
    const moved = world.signInOf(profile.manager.getTokens());
    // The record there is of the same sign-in, or is not moved.
    const left = world.hasNoPlace(profile) ? undefined : world.kept(from);
    for (const signIn of [moved, world.signInOf(left?.tokens)]) world.mayGo.add(`${from} ${signIn}`);
    world.mayGo.add(`${to} ${moved}`);
    world.signedOut.delete(`${to} ${moved}`);
    // Unreadable tokens stay where they are, and the person starts again at the other place.
    if (moved === undefined) for (const signIn of world.signInsOf(profile)) world.wanted.delete(signIn);
    await world.after(registry.moveTokens(profile.id, choice, { leavesUnread: true }));
  }),
);

const removeOrAdd = PROGRAMS.map((program) =>
  command(`remove or add second (${program})`, async (world) => {
    const { registry } = world.runs[program] ?? {};
    if (!registry) return;
    const isThere = registry.list().some(({ id }) => id === 'second');
    await world.after(isThere ? registry.remove('second') : registry.add('second', 'second'));
  }),
);

function lock(world: SharedWorld): Promise<void> {
  world.isLocked = true;
  for (const id of PROFILES) world.machines[0].lock(id);
  return world.after(Promise.resolve());
}

/** `first`: the program that notices it first. */
function unlock(world: SharedWorld, first: 0 | 1): Promise<void> {
  world.isLocked = false;
  for (const id of PROFILES) world.machines[0].unlock(id);
  for (const program of first === 0 ? [0, 1] : [1, 0]) world.runs[program]?.registry.retryFailedStores();
  return world.after(Promise.resolve());
}

/** The program dies. Pairs that only its memory had are lost. */
async function restart(world: SharedWorld, program: 0 | 1): Promise<void> {
  for (const { who, profile, place } of world.profiles()) {
    const { manager } = profile;
    if (who.program !== program || !manager.hasUnsavedTokens) continue;
    const [record, kept] = [manager.getRecord(), world.kept(place)];
    const isSealed = place.startsWith('file') || (kept?.journalKey && record?.journalKey?.equals(kept.journalKey));
    const signIn = world.signInOf(record?.tokens);
    if (!isSealed || world.hasNoPlace(profile)) world.giveUp(place, signIn);
    if (signIn !== undefined) world.sealed.set(place, new Set([...(world.sealed.get(place) ?? []), signIn]));
  }
  world.runs[program]?.crash();
  await world.start(program);
}

const restarts = PROGRAMS.map((program) =>
  command(`crash and restart (${program})`, (world) => restart(world, program)),
);

const times = [1, 8, 20].map((minutes) =>
  command(`${minutes} minutes`, (world) => world.clock.advance(minutes * MINUTE)),
);

const locks = [
  command('lock', lock),
  ...PROGRAMS.map((program) => command(`unlock (${program})`, (world) => unlock(world, program))),
];

/** All commands; each kind is equally likely. */
const KINDS = [
  signIn,
  signIn,
  pasteOthers,
  pasteOldest,
  signOut,
  refresh,
  refresh,
  moves,
  moves,
  removeOrAdd,
  locks,
  restarts,
  times,
  times,
];

export const SHARED_COMMANDS: fc.Arbitrary<SharedCommand>[] = KINDS.map((kind) => fc.constantFrom(...kind));

/** The command of this name, for replaying a sequence. */
export function commandOf(name: string): SharedCommand {
  const found = KINDS.flat().find((each) => String(each) === name);
  if (!found) throw new Error(`No command is called "${name}".`);
  return found;
}

/** Repairs everything; a person who is asked answers; then both programs start again. */
export async function repairAll(world: SharedWorld): Promise<void> {
  await unlock(world, 0);
  await world.clock.advance(2 * MINUTE);
  for (const { profile } of world.profiles()) await world.after(profile.manager.saveAgain());
  await world.clock.advance(20 * MINUTE);
  checkAlways(world);
  checkRepaired(world);
  for (const program of PROGRAMS) await restart(world, program);
  await world.clock.advance(MINUTE);
  checkAlways(world);
  checkRepaired(world);
}
