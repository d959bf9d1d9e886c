// @ts-check
// What a distribution's package contains for the command line: the program in the path, which needs nothing else, its man page, and completions.
import { demand } from './trial.mjs';

/** Each shell's folder for completions from packages. */
const ZSH_FOLDERS = { deb: 'vendor-completions', rpm: 'site-functions' };

/**
 * Runs while nothing of the app runs.
 * @param {{trial: import('./trial.mjs').Trial, world: import('./world.mjs').World, kind: keyof typeof ZSH_FOLDERS, version: string,
 *   addTools: () => Promise<unknown>}} options `addTools` installs what reads pages, and the shells
 */
export async function checkCommandLine({ trial, world, kind, version, addTools }) {
  await trial.check('the command line with an empty environment, where no Node is', async () => {
    const env = { env: PATHS };
    demand(
      !(await world.asPerson(['sh', '-c', 'command -v node || echo none'], env)).includes('/node'),
      'a Node is there',
    );
    const said = await world.asPerson(['env', '-i', '/usr/bin/axiom-tokens', 'version'], env);
    demand(said.includes(version), `it says: ${said}`);
    demand(!/warning/i.test(said), `it warns: ${said}`);
  });
  await trial.step('tools for pages and completions', addTools);
  await trial.check('its man page', async () => {
    const page = await world.asPerson(['man', 'axiom-tokens'], { env: { ...PATHS, MANWIDTH: '80', MANPAGER: 'cat' } });
    for (const part of ['NAME', 'axiom-tokens', 'EXIT']) demand(page.includes(part), `${part} is missing in it`);
  });
  await trial.check('its completions in bash, zsh and fish', async () => {
    const shells = [
      ['bash', '-c', '. /usr/share/bash-completion/completions/axiom-tokens && complete -p axiom-tokens'],
      [
        'zsh',
        '-fc',
        `fpath=(/usr/share/zsh/${ZSH_FOLDERS[kind]} $fpath); autoload -Uz compinit && compinit -D && echo $_comps[axiom-tokens]`,
      ],
      ['fish', '-c', 'complete --do-complete "axiom-tokens " | string match -r "^token\\b"'],
    ];
    for (const command of shells) {
      const said = await world.asPerson(command, { env: { ...PATHS, HOME: '/tmp' } });
      demand(/axiom-tokens|token/.test(said), `${command[0]} knows none: ${said}`);
    }
  });
}

const PATHS = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' };
