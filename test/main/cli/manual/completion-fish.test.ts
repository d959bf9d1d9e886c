import { describe, expect, it } from 'vitest';
import { completionWorld, OFFERS } from '../../../support/command-line/completed';

/** fish's offers for the line: names without descriptions. */
async function complete(typed: string): Promise<string[]> {
  const { run } = await completionWorld('fish');
  const script = 'source ./script; complete -C $argv[1]';
  const lines = (await run('fish', ['--no-config', '-c', script, typed])).split('\n');
  return lines.map((line) => line.split('\t')[0] ?? '').filter((name) => name !== '');
}

describe('completion in fish', () => {
  it.each(OFFERS)('%s', async (typed, offers, never) => {
    const found = await complete(typed);
    expect(found).toEqual(expect.arrayContaining([...offers]));
    for (const each of never) expect(found).not.toContain(each);
  });

  it('offers files for an argument only where files are wanted', async () => {
    expect(await complete('axiom-tokens migrate ')).toEqual(['file', 'keychain', 'memory', 'sealed-file']);
    expect(await complete('axiom-tokens migrate file so')).toEqual(['some file']);
  });

  it('offers the names of accounts, files, and the value behind a sign', async () => {
    expect(await complete('axiom-tokens token -p ')).toEqual(['main', 'my second']);
    expect(await complete('axiom-tokens profiles rename m')).toEqual(expect.arrayContaining(['main', 'my second']));
    expect(await complete('axiom-tokens token --format=net')).toEqual(['--format=netscape']);
    expect(await complete('axiom-tokens import so')).toEqual(['some file']);
  });
});
