// `--version` and `--help`: printed before anything is opened or locked. Called by main/desktop/index.ts.
import type { App } from 'electron';

/** The switches in README; others are Chromium's, or for developers. */
const HELP = `Usage: axiom-token-manager [switches] [BACKUP]

  BACKUP                 a backup (.axiombackup): the window shows it; nothing is restored until you say so
  --hidden               start in the tray, without the window
  --demo                 sign the demo account in, at a simulator on this computer
  --user-data-dir=DIR    settings and list of accounts in this folder, an absolute path
  --state-directory=DIR  locks and sealed files in this folder, an absolute path
  --version              print the version
  --help                 print this help

Nothing else is needed: start it without switches, and the window says the rest.
`;

/** The text, or `undefined` for a normal start. Arguments after `--` are files. Pure. */
export function versionOrHelp(argv: readonly string[], version: string): string | undefined {
  const [, ...given] = argv;
  const end = given.indexOf('--');
  const switches = end < 0 ? given : given.slice(0, end);
  const name = `Axiom Token Manager ${version}\n`;
  if (switches.includes('--help')) return `${name}\n${HELP}`;
  return switches.includes('--version') ? name : undefined;
}

/** Prints the text and exits; false for a normal start. */
export function printsVersionOrHelp(
  app: Pick<App, 'getVersion' | 'exit'>,
  { argv, stdout }: { readonly argv: readonly string[]; readonly stdout: { write(words: string): unknown } },
): boolean {
  const text = versionOrHelp(argv, app.getVersion());
  if (text === undefined) return false;
  stdout.write(text);
  app.exit(0);
  return true;
}
