// What a start only tells, before anything is opened or locked: its version, and the switches that a person may use. Called by main/desktop/index.ts.
import type { App } from 'electron';

/** Those of README; the others are Chromium's, or for developers. */
const HELP = `Usage: axiom-token-manager [switches] [BACKUP]

  BACKUP                 a backup (.axiombackup): the window opens on its restore, and nothing is restored by itself
  --hidden               start in the tray, without the window
  --demo                 sign the demo account in, at a simulator on this computer
  --user-data-dir=DIR    settings and list of accounts in this folder, a whole path
  --state-directory=DIR  locks and sealed files in this folder, a whole path
  --version              say which version this is
  --help                 say this

Nothing else is needed: start it without switches, and the window says the rest.
`;

/** The words, or `undefined` for a start that goes on. Pure. Behind `--` there are only files. */
export function toldAtOnce(argv: readonly string[], version: string): string | undefined {
  const [, ...given] = argv;
  const end = given.indexOf('--');
  const switches = end < 0 ? given : given.slice(0, end);
  const name = `Axiom Token Manager ${version}\n`;
  if (switches.includes('--help')) return `${name}\n${HELP}`;
  return switches.includes('--version') ? name : undefined;
}

/** Tells it and ends; false for a start that goes on. */
export function tellsAtOnce(
  app: Pick<App, 'getVersion' | 'exit'>,
  { argv, stdout }: { readonly argv: readonly string[]; readonly stdout: { write(words: string): unknown } },
): boolean {
  const told = toldAtOnce(argv, app.getVersion());
  if (told === undefined) return false;
  stdout.write(told);
  app.exit(0);
  return true;
}
