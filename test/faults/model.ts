// Z2: the real core with random events in any order, compared with a small model of what must hold. fast-check makes the sequences and
// shrinks a failing one; the reported seed and path run it again.
import fc from 'fast-check';
import { repairAll, MODEL_COMMANDS } from './model-commands';
import { type ModelSetting, ModelWorld } from './model-world';

export interface ModelOptions {
  readonly scale: 'short' | 'full';
  readonly seed: number;
  readonly log: (line: string) => void;
}

const SEQUENCES = { short: 200, full: 10_000 } as const;
/** fast-check draws lengths up to the maximum, so that the mean is half of it. */
const MOST_STEPS = 100;

export const SETTINGS: readonly ModelSetting[] = [
  { beside: 'sealed-file', startsAt: 0 },
  { beside: 'file', startsAt: 0 },
  { beside: 'file', startsAt: 1 },
];

/** The row of the scoreboard. */
export async function run({ scale, seed, log }: ModelOptions) {
  let tried = 0;
  let steps = 0;
  let unavoidable = 0;
  let open = 0;
  const sequence = fc.asyncProperty(
    fc.constantFrom<ModelSetting>(...SETTINGS),
    fc.commands(MODEL_COMMANDS, { maxCommands: MOST_STEPS, size: 'max' }),
    async (setting, commands) => {
      const world = new ModelWorld(setting);
      await world.start();
      await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
      await repairAll(world);
      world.die(false);
      tried++;
      steps += [...commands].length;
      unavoidable += world.unavoidable;
      if (world.isContended) open++;
    },
  );
  const found = await fc.check(sequence, { seed, numRuns: SEQUENCES[scale] });
  if (found.failed) {
    log(`Z2: seed ${found.seed}, path "${found.counterexamplePath ?? ''}", after ${found.numRuns} sequences`);
    log(`Z2: ${fc.stringify(found.counterexample)}`);
    log(`Z2: ${found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance)}`);
  }
  log(
    `Z2: ${tried} sequences, ${steps} steps; ${unavoidable} deaths with a pair that nothing lasting could take; ${open} sequences in which it is left open which pair stays; seed ${seed}`,
  );
  const wrong = found.failed ? 1 : 0;
  const goal = 'I1, I2, I3 and I5 hold after every step; the newest pair is never lost';
  return { id: 'Z2', tried, lost: 0, torn: 0, wrong, goal, ok: wrong === 0 };
}
