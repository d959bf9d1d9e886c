// `axiom-tokens refresh`: gets new tokens from Axiom now.
import type { CommandContext } from '../session/command-context';
import { ofProfile } from '../session/of-profile';
import type { ParsedOptions } from '../words/parsed-options';
import { statusLines } from '../words/status-words';

export async function run({ session, output, settings }: CommandContext, options: ParsedOptions): Promise<void> {
  const ifWithinMs = options.durationMs('if-within');
  const answer = await session.call('refresh', {
    ...ofProfile(settings),
    ...(ifWithinMs === undefined ? {} : { ifWithinMs }),
    ...(options.has('all') ? { all: true } : {}),
  });
  output.answer({ schema: 'axiom-tokens.refresh.v1', ...answer }, ({ refreshed, profiles }) => {
    const nameOf = (id: string): string => profiles.find((profile) => profile.id === id)?.name ?? id;
    return [
      refreshed.length === 0 ? notDueWords(ifWithinMs) : `Refreshed: ${refreshed.map(nameOf).join(', ')}.`,
      ...statusLines(profiles, output.paint.bind(output)),
    ].join('\n');
  });
}

function notDueWords(ifWithinMs: number | undefined): string {
  return ifWithinMs === undefined
    ? 'Not refreshed: the tokens were issued a moment ago.'
    : 'No token was due for a refresh.';
}
