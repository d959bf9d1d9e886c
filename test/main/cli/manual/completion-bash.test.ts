import { describe, expect, it } from 'vitest';
import { completionWorld, OFFERS } from '../../../support/command-line/completed';

/** bash's COMPREPLY for completing the last word. */
const ASK = `source ./script
COMP_LINE=$1
read -ra COMP_WORDS <<< "\${1//=/ = }"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_axiom_tokens 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"`;

async function complete(typed: string): Promise<string[]> {
  const { run } = await completionWorld('bash');
  return (await run('bash', ['--norc', '-c', ASK, 'bash', typed])).split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  it.each(OFFERS)('%s', async (typed, offers, never) => {
    const found = await complete(typed);
    expect(found).toEqual(expect.arrayContaining([...offers]));
    for (const each of never) expect(found).not.toContain(each);
  });

  it('offers the names of accounts, files, and the value behind a sign', async () => {
    expect(await complete('axiom-tokens token -p ')).toEqual(['main', String.raw`my\ second`]);
    expect(await complete('axiom-tokens profiles rename m')).toEqual(['main', String.raw`my\ second`]);
    expect(await complete('axiom-tokens token --format=net')).toEqual(['netscape']);
    expect(await complete('axiom-tokens import so')).toEqual(['some file']);
    expect(await complete('axiom-tokens exec --cwd s')).toEqual(['sub']);
  });

  it('completes arguments of another program as files', async () => {
    expect(await complete('axiom-tokens exec bot --for')).not.toContain('--format');
    expect(await complete('axiom-tokens exec -- bot s')).toContain('some file');
  });

  it('is loaded by a shell that a person works in', async () => {
    const { run } = await completionWorld('bash');
    expect(await run('bash', ['--norc', '-ic', 'source ./script && complete -p axiom-tokens'])).toBe(
      'complete -F _axiom_tokens axiom-tokens\n',
    );
  });
});
