// Prepares the command line's files for the packages: the single executable, the licence of its Node, and the man page and completions, which it prints
// itself. Called by unpacked-package.mjs; after-pack.mjs and linux-packages.mjs take the files from here.
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../../cache-directory.mjs';
import { COMMAND_LINE_ENTRY, COMMAND_LINE_FOLDER } from '../../command-line-bundle.mjs';
import { CommandError, runCommand } from '../../run-command.mjs';
import { SetupError } from '../../setup-error.mjs';
import { executableName, singleExecutable } from './single-executable.mjs';

/** The output folder, from the root. Empty when packing for another system: the executable is a copy of this computer's Node. */
export const COMMAND_LINE_PARTS = 'dist-command-line';

export const NODE_LICENCE = 'LICENSE.node.txt';
export const MAN_PAGE = 'axiom-tokens.1';
/** File names of the completions, by shell. */
export const COMPLETIONS = { bash: 'axiom-tokens.bash', zsh: '_axiom-tokens', fish: 'axiom-tokens.fish' };

/** Where Node's makers and distributions put its licence, relative to the program's folder. */
const LICENCES = [
  ...['LICENSE', '../LICENSE', '../share/doc/nodejs/LICENSE', '../share/doc/node/LICENSE'],
  ...['../share/doc/nodejs/copyright', '../share/licenses/nodejs/LICENSE', '../share/licenses/node/LICENSE'],
];

/** Whether this computer can make the command line for `target` ("linux-x64" and the like). */
export const isMadeHere = (/** @type {string} */ target) => target === `${process.platform}-${process.arch}`;

/**
 * Prepares the folder again. The release form of dist/ must exist.
 * @param {{root: string, target: string}} options
 */
export async function prepareCommandLine({ root, target }) {
  const folder = join(root, COMMAND_LINE_PARTS);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  if (!isMadeHere(target)) return;
  const cacheDir = cacheDirectory(process.env);
  const made = await singleExecutable({ root, cacheDir });
  await copyFile(made, join(folder, executableName()), constants.COPYFILE_FICLONE);
  await writeFile(join(folder, NODE_LICENCE), await nodeLicence());
  await writeFile(join(folder, MAN_PAGE), await printed(root, 'man'));
  for (const [shell, name] of Object.entries(COMPLETIONS)) {
    await writeFile(join(folder, name), await printed(root, 'completion', shell));
  }
}

/** The command line's output for these arguments. @param {string} root @param {string[]} args */
async function printed(root, ...args) {
  try {
    const entry = join(root, 'dist', COMMAND_LINE_FOLDER, COMMAND_LINE_ENTRY);
    return await runCommand(process.execPath, [entry, ...args], { env: {} });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new SetupError(
      `"axiom-tokens ${args.join(' ')}" failed.\n${error.output}`,
      'Correct main/cli, then run the command again.',
    );
  }
}

/** The licence text of the Node inside the executable, including its third-party parts. @param {string} [program] */
export async function nodeLicence(program = process.execPath) {
  for (const path of LICENCES) {
    const text = await readFile(join(dirname(program), path), 'utf8').catch(() => '');
    if (/\bNode\.js\b/.test(text)) return text;
  }
  throw new SetupError(
    `The licence of ${program} is not where Node's makers put it, and the packages must bring it.`,
    `Put the file LICENSE of Node ${process.version} into ${dirname(dirname(program))}, or use a Node from nodejs.org, then run the command again.`,
  );
}
