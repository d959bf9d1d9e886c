// A place that carries out each step at once, with lock, journal and index entry: where the storage decision leads when nothing fails.
import type { ReadResult, Observed, Situation, Step } from '../../main/core/storage/storage-step';

/** More steps than any situation needs. */
const MOST_STEPS = 12;

/** The end state; `lies` is the content of the place. */
export interface Ended {
  readonly situation: Situation;
  readonly lies: ReadResult;
  /** The last step, `done` or `wait`; any other one when the steps did not end. */
  readonly last: Step;
}

/** Takes the steps that `decide` returns, starting in a situation; `lies` is what a look finds. `onStep` is called before each step. */
export function takeSteps(
  decide: (situation: Situation) => Step,
  start: Situation,
  lies: ReadResult,
  onStep: (situation: Situation, step: Step) => void = () => undefined,
): Ended {
  let at: Ended = { situation: start, lies, last: decide(start) };
  for (let taken = 0; taken < MOST_STEPS; taken++) {
    onStep(at.situation, at.last);
    if (at.last.kind === 'done' || at.last.kind === 'wait') break;
    const next = after(at.situation, at.last, at.lies);
    at = { ...next, last: decide(next.situation) };
  }
  return at;
}

function after(situation: Situation, step: Step, lies: ReadResult): Omit<Ended, 'last'> {
  const { content, noted } = situation;
  const to = (changed: Partial<Situation>, lying = lies) => ({ situation: { ...situation, ...changed }, lies: lying });
  const noting = (changed: Partial<Situation['noted']>) => ({ noted: { ...noted, ...changed } });
  switch (step.kind) {
    case 'read':
      return to({ observed: lies, isLocked: situation.isLocked || step.isLocked });
    case 'write': {
      if (content.kind !== 'record') return to({});
      const { record } = step;
      // The new generation is decided about again.
      if (record !== content.record) return to({ content: { ...content, record } });
      const observed: Observed = { kind: 'record', record };
      return to({ observed, ...noting({ base: record }) }, observed);
    }
    case 'set-aside':
      return to(
        { observed: { kind: 'absent' }, ...noting({ base: undefined, hasTokens: false, signIn: undefined }) },
        { kind: 'absent' },
      );
    case 'delete':
      return to(
        { observed: { kind: 'absent' }, ...noting({ base: undefined, sealed: undefined }) },
        { kind: 'absent' },
      );
    case 'reload': {
      const base = situation.observed.kind === 'record' ? situation.observed.record : noted.base;
      return to({ content: { kind: 'record', record: step.record, by: step.by }, ...noting({ base }) });
    }
    case 'forget':
      return to({ content: { kind: 'none' } });
    case 'note': {
      const signIn = step.record && situation.nameOf(step.record);
      return to(noting({ hasTokens: step.record !== undefined, signIn, removing: [] }));
    }
    case 'seal':
      return to(noting({ sealed: step.record }));
    case 'unseal':
      return to(noting({ sealed: undefined }));
    case 'wait':
    case 'done':
      return to({});
  }
}
