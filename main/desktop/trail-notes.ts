// Notes in the activity, once, that the audit trail cannot be written, and when it can be again. Used by app-handout.ts.
import type { Core } from '../compose/open-core';
import type { Unsubscribe } from '../core/ports/clock';
import type { Trail } from '../handout/handout-state';

export function noteTrailTrouble(
  trail: Pick<Trail, 'trouble' | 'onChange'>,
  activity: Pick<Core['activity'], 'add'>,
): Unsubscribe {
  let hasTrouble = false;
  return trail.onChange(() => {
    const { trouble } = trail;
    if ((trouble !== undefined) === hasTrouble) return;
    hasTrouble = trouble !== undefined;
    activity.add(
      'app',
      trouble ? wordsOf(trouble) : 'The trail is written again, including the entries kept meanwhile',
    );
  });
}

function wordsOf({ message }: { readonly message: string }): string {
  return `The trail of tokens that programs get cannot be written: ${message} Tokens are still handed out; pause everything if you do not want that.`;
}
