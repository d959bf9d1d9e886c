// @ts-check
// The distributions' own checkers on deb and rpm. Errors count; each accepted one has its reason here.
import { CommandError, runCommand } from '../../build/run-command.mjs';
import { demand, runTrial } from './trial.mjs';

/**
 * Accepted errors with the reason, by the checker's name for them, followed by the place if they are accepted only there.
 * @type {Readonly<Record<string, string>>}
 */
const LET_GO = {
  'dir-or-file-in-opt': 'what no distribution has made belongs there (Filesystem Hierarchy Standard 3.13)',
  'embedded-library': "Electron's own program and the Node in the command line, as they were published",
  'unstripped-binary-or-object': "Electron's own programs, as they were published",
  'shared-library-is-executable': "the modes that Electron's archive has",
  'binary-or-shlib-defines-rpath': "Electron's own programs; they look beside themselves alone (RUNPATH $ORIGIN)",
  'no-changelog':
    'what has changed lies beside it as NEWS.gz; a changelog in the form of Debian is for what Debian builds',
  'no-changelogname-tag': 'as above',
  'no-group-tag': 'distributions have given up groups',
  'no-signature': 'the publisher signs, with a key that no test has',
  'setuid-binary /opt/axiom-token-manager/chrome-sandbox': 'makes the sandbox where ordinary users may not',
  'non-standard-executable-perm /opt/axiom-token-manager/chrome-sandbox': 'as above',
  'use-of-home-in-%postun': 'the script says where settings stay and touches nothing there',
};

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
        return 'no error but those that lint.mjs lets go with a reason';
      }),
    ),
  );
}

/** Errors in either checker's output that are not accepted; of each kind the first, with the count. */
export function findErrors(/** @type {string} */ said) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const line of said.split('\n')) {
    const words = /^(?:E: \S+: |\S+: E: )(.*)$/.exec(line)?.[1];
    if (words === undefined || Object.keys(LET_GO).some((known) => `${words} `.startsWith(`${known} `))) continue;
    const kind = words.split(' ')[0] ?? words;
    kinds.set(kind, [...(kinds.get(kind) ?? []), words]);
  }
  return [...kinds.values()].map((all) => (all.length === 1 ? String(all[0]) : `${all[0]} and ${all.length - 1} more`));
}
