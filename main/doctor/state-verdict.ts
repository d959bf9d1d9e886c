// Verdicts about the folder for locks and sealed records, which all data folders of a user share. Pure.
import type { Verdict } from './check';

export interface StateFacts {
  /** `broken`: two programs can hold the lock at the same time. `busy`: another run of `doctor` held it. */
  readonly lock: 'works' | 'broken' | 'busy';
  /** Refreshes that started some time ago and have no end in their journal. */
  readonly unfinished: number;
  /** Sealed records that wait to be saved in their place. */
  readonly unsaved: number;
}

export function judgeState(facts: StateFacts | 'late', folder: string): readonly Verdict[] {
  if (facts === 'late') {
    return [
      {
        verdict: 'wrong',
        detail: `The disk with ${folder} does not answer, so nothing can be refreshed.`,
        remedy: 'Check the drive, then retry. Your tokens are untouched.',
      },
    ];
  }
  const { lock, unfinished, unsaved } = facts;
  const lines: Verdict[] = [];
  if (lock === 'broken') {
    lines.push({
      verdict: 'wrong',
      detail: `Locks in ${folder} do not work: two programs could refresh the same tokens at once.`,
      remedy:
        'It may be on a network disk without locks. Name a folder on a disk of this computer with --state-directory=FOLDER.',
    });
  }
  if (unsaved > 0) {
    lines.push({
      verdict: 'warning',
      detail: `${count(unsaved, 'sealed record waits', 'sealed records wait')} to be saved in ${unsaved === 1 ? 'its place' : 'their places'}.`,
      remedy:
        'Start the app and unlock the place of the tokens; it then saves them automatically. Do not remove the sealed records.',
    });
  }
  if (unfinished > 0) {
    lines.push({
      verdict: 'warning',
      detail: `${count(unfinished, 'refresh was', 'refreshes were')} started and never finished: a program was ended meanwhile.`,
      remedy:
        'Start the app; it finds out whether the tokens still work. If an account is then signed out, sign in again.',
    });
  }
  return lines.length > 0
    ? lines
    : [{ verdict: 'ok', detail: `Locks in ${folder} work, and nothing is left unfinished there.` }];
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
