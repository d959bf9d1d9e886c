// Other programs at the model's file that know no generations, sign-in ids, locks or marks: the Rust client, and a client of another
// account. The file is watched, so all of their changes must be noticed at once.
import { type AuthTokens, joinTokens } from '../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import type { ModelPlace } from './model-places';
import { samePair } from './model-pairs';
import { type ModelWorld, ORIGIN } from './model-world';

type Step = (world: ModelWorld) => Promise<void>;

/** Reads the file like another client, which drops unknown fields. */
function strangersRecord(world: ModelWorld, tokens: AuthTokens): TokenRecord {
  return { tokens, origin: ORIGIN, recordGeneration: 0, savedAtMs: world.clock.nowMs() };
}

/** A client at the file, when that is readable and contains what is in memory. */
function atFile(step: (world: ModelWorld, file: ModelPlace, tokens: AuthTokens) => void): Step {
  return async (world) => {
    const { place, manager } = world;
    const tokens = manager.getTokens();
    if (place.kind !== 'file' || place.mode !== 'ok' || place.half || !tokens || world.moving > 0) return;
    if (!samePair(place.kept?.tokens, tokens) || manager.hasUnsavedTokens) return;
    step(world, place, tokens);
    await seen(world);
  };
}

/** Time for the app to notice, and a second before tokens are issued again. */
async function seen(world: ModelWorld): Promise<void> {
  const { alternative, place } = world;
  await world.clock.advance(1_000);
  const isStill = alternative === world.alternative && !place.half && place.mode === 'ok';
  if (alternative && isStill && !samePair(world.manager.getTokens(), alternative))
    world.breaches.push('what another program has written is not in memory');
}

/** Sets the pair that the profile should have from now on. */
function brings(world: ModelWorld, tokens: AuthTokens): void {
  world.alternative = tokens;
  world.came(tokens);
}

function refreshes(isHalf: boolean): Step {
  return atFile((world, file, tokens) => {
    const renewed = world.server.rotate(tokens.refreshToken.expose());
    if (!renewed) return;
    brings(world, renewed);
    file.rewrite(strangersRecord(world, renewed), isHalf);
  });
}

/** Refreshes, but writes its old refresh token beside the new access token. */
const writesBackUsedUp = atFile((world, file, tokens) => {
  const renewed = world.server.renewFormer(tokens);
  if (!renewed) return;
  brings(world, joinTokens(renewed, tokens));
  file.rewrite(strangersRecord(world, renewed));
});

const signsIn = atFile((world, file, { authenticatedUserId }) => {
  const tokens = world.server.signIn(authenticatedUserId);
  brings(world, tokens);
  file.rewrite(strangersRecord(world, tokens));
});

const covers = atFile((world, file, { authenticatedUserId }) => {
  world.covered = file.kept;
  const tokens = world.server.signIn(authenticatedUserId === 'account-1' ? 'account-2' : 'account-1');
  world.came(tokens);
  const record = strangersRecord(world, tokens);
  file.rewrite(record);
  file.theirs = record;
});

/** Finishes a half-written file. If that comes after a sign-out it is not covered by it: the profile takes the tokens. */
const completes: Step = async (world) => {
  const [, file] = world.places;
  if (!file.half) return;
  const record = { ...file.half, savedAtMs: world.clock.nowMs() };
  if (world.isSignedOut) {
    world.mayAdopt = true;
    world.came(record.tokens);
  }
  // A person has decided over it while nobody had seen it: which of the two continues is not promised.
  if (!world.isSignedOut && !samePair(world.alternative, record.tokens)) world.isContended = true;
  file.rewrite(record);
  await seen(world);
};

/** The tokens that another account's program had overwritten are back. */
const putRight: Step = async (world) => {
  const [, file] = world.places;
  world.noteTakenOver();
  if (!world.covered || !file.theirs) return;
  // A start that has not seen the other account's tokens takes what is there then.
  if (!world.manager.getTokens() && samePair(world.expected, file.theirs.tokens)) world.expected = world.covered.tokens;
  file.rewrite(world.covered);
  await world.clock.advance(1_000);
};

/** Finishes all interrupted writes of other programs. */
export async function endOtherClients(world: ModelWorld): Promise<void> {
  await completes(world);
  await putRight(world);
}

/** Commands by name. */
export const OTHER_CLIENTS: readonly (readonly [name: string, step: Step])[] = [
  ['the Rust client refreshes', refreshes(false)],
  ['the Rust client begins to write', refreshes(true)],
  ['the Rust client has written', completes],
  ['the Rust client writes its used-up token back', writesBackUsedUp],
  ['the Rust client signs in', signsIn],
  ["another account's program writes", covers],
  ['the file is put right', putRight],
];
