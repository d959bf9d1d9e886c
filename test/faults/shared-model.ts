// Z5: two programs of one person with two accounts each, on one keychain and one file with two names, with events in any order. fast-check makes the sequences
// and shrinks a failing one; the reported seed and path run it again.
import fc from 'fast-check';
import { commandOf, repairAll, SHARED_COMMANDS } from './shared-commands';
import { FILE_A, FILE_B, KEYCHAIN, LINK_A, PROGRAMS, type SharedSetting, SharedWorld } from './shared-world';

/** fast-check draws lengths up to the maximum, so that the mean is half of it. */
const MOST_STEPS = 30;

export const SHARED_SETTINGS: readonly SharedSetting[] = [
  [
    [KEYCHAIN, KEYCHAIN],
    [KEYCHAIN, KEYCHAIN],
  ],
  [
    [FILE_A, LINK_A],
    [KEYCHAIN, FILE_B],
  ],
  [
    [FILE_A, KEYCHAIN],
    [FILE_A, KEYCHAIN],
  ],
];

export interface SharedOptions {
  readonly sequences: number;
  readonly seed: number;
  readonly path?: string | undefined;
}

/** The failure: `undefined` when everything held. */
export async function run({ sequences, seed, path }: SharedOptions): Promise<string | undefined> {
  const sequence = fc.asyncProperty(
    fc.constantFrom(...SHARED_SETTINGS),
    fc.commands(SHARED_COMMANDS, { maxCommands: MOST_STEPS, size: 'max' }),
    async (setting, commands) => {
      const world = new SharedWorld(setting);
      await inWorld(world, () => fc.asyncModelRun(() => ({ model: world, real: world }), commands));
    },
  );
  const found = await fc.check(sequence, { seed, numRuns: sequences, ...(path === undefined ? {} : { path }) });
  if (!found.failed) return undefined;
  const { errorInstance: error } = found;
  return [
    `seed ${found.seed}, path "${found.counterexamplePath ?? ''}", after ${found.numRuns} sequences`,
    fc.stringify(found.counterexample),
    error instanceof Error ? error.message : String(error),
  ].join('\n');
}

/** One sequence by the names of its steps, in which known faults may happen. Throws with the violations. */
export function replay(setting: SharedSetting, steps: string): Promise<void> {
  const world = new SharedWorld(setting, true);
  return inWorld(world, async () => {
    for (const name of steps.split('; ')) await commandOf(name).run(world, world);
  });
}

async function inWorld(world: SharedWorld, happen: () => Promise<void>): Promise<void> {
  for (const program of PROGRAMS) await world.start(program);
  await happen();
  await repairAll(world);
  for (const { crash } of world.runs) crash();
}
