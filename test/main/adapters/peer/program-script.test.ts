// What interpreters run, from command lines as people and programs write them.
import { describe, expect, it } from 'vitest';
import { interpreterRun } from '../../../../main/adapters/peer/program-script';

/** `file X`, `module X`, `code X`, `none`. */
function runs(line: string): string | undefined {
  const argv = line.split(' ').map((word) => word.replaceAll('_', ' '));
  const script = interpreterRun(argv[0] ?? '', argv)?.script;
  if (!script || script.kind === 'none') return script?.kind;
  return [script.kind, 'path' in script ? script.path : 'name' in script ? script.name : script.text].join(' ');
}

describe.each([
  ['python3 bot.py --profile main', 'file bot.py'],
  ['python3 -u -W ignore /b/bot.py', 'file /b/bot.py'],
  ['python3.11 -X dev bot.py', 'file bot.py'],
  ['python3 -m mybot --fast', 'module mybot'],
  ['python3 -um mybot', 'module mybot'],
  ['python3 -c print(1)', 'code print(1)'],
  ['python3 -Bc print(1)', 'code print(1)'],
  ['python3', 'none'],
  ['python3 -', 'none'],
  ['python3 -m', 'none'],
  ['pypy3 bot.py', 'file bot.py'],
  ['node bot.js -e x', 'file bot.js'],
  ['node --enable-source-maps --import ./hook.js bot.mjs', 'file bot.mjs'],
  ['node --require=./hook.js bot.js', 'file bot.js'],
  ['node -e code', 'code code'],
  ['node -p code', 'code code'],
  ['node -- bot.js', 'file bot.js'],
  ['deno run -A bot.ts', 'file bot.ts'],
  ['bun run bot.ts', 'file bot.ts'],
  ['bun bot.ts', 'file bot.ts'],
  ['bash bot.sh', 'file bot.sh'],
  ['bash -x -o pipefail bot.sh', 'file bot.sh'],
  ['bash -lc axiom-tokens_token', 'code axiom-tokens token'],
  ['sh -c make', 'code make'],
  ['bash -i', 'none'],
  ['zsh', 'none'],
  ['fish -c code', 'code code'],
  ['pwsh -File bot.ps1', 'file bot.ps1'],
  ['pwsh -Command code', 'code code'],
  ['ruby -rjson bot.rb', 'file bot.rb'],
  ['ruby -ne code', 'code code'],
  ['perl -I lib bot.pl', 'file bot.pl'],
  ['perl -lne code', 'code code'],
  ['perl -E code', 'code code'],
  ['php bot.php', 'file bot.php'],
  ['php -r code', 'code code'],
  ['java -cp a.jar:b.jar -Xmx1g com.example.Bot', 'file com.example.Bot'],
  ['java -jar bot.jar', 'file bot.jar'],
  ['curl https://axiom.trade', undefined],
  ['pythonista x.py', undefined],
])('%s', (line, expected) => {
  it(`is ${expected}`, () => {
    expect(runs(line)).toBe(expected);
  });
});

it.each([
  ['bash', true],
  ['fish', true],
  ['python3', false],
])('%s is a shell: %s', (name, expected) => {
  expect(interpreterRun(name, [name])?.isShell).toBe(expected);
});
