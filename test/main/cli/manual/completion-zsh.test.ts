import { rename, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { completionWorld, OFFERS } from '../../../support/command-line/completed';

/** A zsh on a pseudo terminal, in which the lines are typed one after the other; compadd reports what it would offer. */
const ASK = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; source ./setup; echo REA''DY'
zpty -r -m shell line '*READY*'
for typed in "$@"; do
  zpty -w -n shell $'\\x15'"$typed"$'\\t'
  zpty -r -m shell line '*<END>*'
  print -r -- "$line"
  print -r -- '<NEXT>'
done`;
const SETUP = `LISTMAX=10000
fpath=($PWD $fpath)
autoload -U compinit; compinit -D -u
source ./script
bindkey '^I' complete-word
bindkey '^U' kill-whole-line
compadd() {
  local -a __found
  if [[ \${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
    builtin compadd -A __found "$@"
    (( \${#__found} )) && print -rl -- "<\${(@)^__found}>"
  fi
  builtin compadd "$@"
}
finish() { print -r -- '<END>'; comppostfuncs=(finish); }
comppostfuncs=(finish)`;

/** The offers for each line. */
async function complete(typed: readonly string[], isInstalled = false): Promise<string[][]> {
  const { folder, run } = await completionWorld('zsh');
  if (isInstalled) await rename(`${folder}/script`, `${folder}/_axiom-tokens`);
  await writeFile(`${folder}/setup`, isInstalled ? SETUP.replace('source ./script', '') : SETUP);
  const shown = await run('zsh', ['-f', '-c', ASK, 'zsh', ...typed]);
  const parts = shown.split('<NEXT>').slice(0, typed.length);
  return parts.map((part) =>
    [...part.matchAll(/<([^<>\r\n]*)>/g)].map(([, name = '']) => name).filter((name) => name !== 'END'),
  );
}

it('offers what can follow, in zsh', async () => {
  const found = await complete(OFFERS.map(([typed]) => typed));
  for (const [at, [typed, offers, never]] of OFFERS.entries()) {
    expect([typed, found[at]]).toEqual([typed, expect.arrayContaining([...offers])]);
    for (const each of never) expect([typed, found[at]]).not.toEqual([typed, expect.arrayContaining([each])]);
  }
});

it('offers the names of accounts and files, as they are typed', async () => {
  const names = ['main', String.raw`my\ second`];
  expect(await complete(['axiom-tokens token -p ', 'axiom-tokens profiles rename ', 'axiom-tokens import so'])).toEqual(
    [names, names, [String.raw`some\ file`]],
  );
});

it('is found as a file among the functions of the shell', async () => {
  expect(await complete(['axiom-tokens sta', 'axiom-tokens profiles li'], true)).toEqual([['status'], ['list']]);
});
