// `axiom-tokens __complete`: the names that shell completions offer, one a line. Slow answers are left out, because a person waits at the keyboard.
import type { CommandContext } from '../session/command-context';
import type { ParsedOptions } from '../words/parsed-options';
import { shownLine } from '../words/shown-words';

const LONGEST_MS = 200;

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { output, clock } = context;
  const names = await new Promise<readonly string[]>((resolve) => {
    const cancel = clock.setTimer(LONGEST_MS, () => resolve([]));
    namesOf(context, options.required('what')).then(
      (found) => (cancel(), resolve(found)),
      () => (cancel(), resolve([])),
    );
  });
  // A name with a line break would look like two names, and one with other control characters cannot be typed.
  const lines = names.filter((name) => shownLine(name) === name);
  if (lines.length > 0) output.text(lines.join('\n'));
}

/** Asks the running app only: without it the answer takes too long for a completion. */
async function namesOf({ session }: CommandContext, what: string): Promise<readonly string[]> {
  const link = await session.look();
  if (!link) return [];
  if (what === 'profile') {
    const { profiles } = await session.call('profiles.list', {});
    return profiles.map(({ name }) => name);
  }
  const { consents } = await session.call('consumers.list', {});
  return [...new Set(consents.map(({ name }) => name))];
}
