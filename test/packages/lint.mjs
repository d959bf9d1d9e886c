// @ts-check
// What the distributions' own checkers say about deb and rpm. Errors count; each that is let go has its reason here.
import { CommandError, runCommand } from '../../build/run-command.mjs';
import { demand, runTrial } from './trial.mjs';

/** @type {Readonly<Record<string, string>>} by the name of what is complained about */
const LET_GO = {};

/** @param {import('./system-package.mjs').Run} run */
export async function lintPackages({ log, packages }) {
  const both = [
    {
      target: 'deb, by lintian',
      command: ['lintian', '--allow-root', '--fail-on', 'none', String(packages.newer['deb'])],
    },
    { target: 'rpm, by rpmlint', command: ['rpmlint', String(packages.newer['rpm'])] },
  ];
  return Promise.all(
    both.map(({ target, command: [tool = '', ...args] }) =>
      runTrial(target, { log }, async (trial) => {
        const said = await trial.step(tool, () =>
          runCommand(tool, args, { timeoutMs: 240_000 }).catch((error) => {
            if (error instanceof CommandError && error.stdout !== '') return error.stdout;
            throw error;
          }),
        );
        const errors = findErrors(said);
        demand(errors.length === 0, errors.join('; '));
        return 'no error';
      }),
    ),
  );
}

/** The errors among the lines of either checker that are not let go. */
export function findErrors(/** @type {string} */ said) {
  return said
    .split('\n')
    .filter((line) => /(?:^|\s)E: /.test(line))
    .filter((line) => !Object.keys(LET_GO).some((name) => line.includes(name)));
}
