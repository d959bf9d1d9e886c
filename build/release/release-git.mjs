// The git operations of a release: inspect the checkout, make a commit that is on no branch yet, export its files, and finally publish it as tag and branch.
// Called by release.mjs.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runCommand } from '../run-command.mjs';
import { SetupError } from '../setup-error.mjs';

/** Settings that make git export files without changing line ends or applying this computer's attributes. */
const AS_THEY_ARE = ['core.autocrlf=false', 'core.eol=lf', 'core.attributesFile=/dev/null'].flatMap((setting) => [
  '-c',
  setting,
]);

/** At most this many unexpected files are named. */
const NAMED_FILES = 10;

/** The repository at `root`. */
export class ReleaseGit {
  /** @type {string} */
  #root;

  constructor(/** @type {string} */ root) {
    this.#root = root;
  }

  async branch() {
    return (await this.#git(['branch', '--show-current'])).trim();
  }

  /** One line per file that is changed or untracked. */
  async changes() {
    return (await this.#git(['status', '--porcelain'])).split('\n').filter((line) => line !== '');
  }

  async head() {
    return (await this.#git(['rev-parse', 'HEAD'])).trim();
  }

  /** The commit of a tag, the first line of its message, and its parent. */
  async tagged(/** @type {string} */ tag) {
    if ((await this.#git(['tag', '--list', tag])).trim() === '') return undefined;
    const found = await this.#git(['show', '--no-patch', '--format=%H%n%P%n%s', `refs/tags/${tag}^{commit}`]);
    const [commit = '', parents = '', subject = ''] = found.split('\n');
    return { commit, parent: parents.split(' ')[0] ?? '', subject };
  }

  /** The text of a file in a commit; `undefined` when it does not exist. @param {string} commit @param {string} path */
  async textIn(commit, path) {
    const found = await this.#git(['ls-tree', '--name-only', commit, '--', path]);
    return found === '' ? undefined : this.#git(['cat-file', 'blob', `${commit}:${path}`]);
  }

  /** The commit's time in seconds since 1970. */
  async commitTime(/** @type {string} */ commit) {
    return (await this.#git(['show', '--no-patch', '--format=%ct', commit])).trim();
  }

  /**
   * Makes a commit after `parent` with changed files. It is on no branch yet, so that it has no effect until a branch or tag refers to it.
   * @param {{parent: string, files: Readonly<Record<string, string>>, message: string, index: string}} options `index`: the path of a temporary index file
   */
  async makeCommit({ parent, files, message, index }) {
    const env = { ...process.env, GIT_INDEX_FILE: index };
    await this.#git(['read-tree', parent], { env });
    const lines = [];
    for (const [path, text] of Object.entries(files)) {
      const blob = (await this.#git(['hash-object', '-w', '--stdin'], { input: text })).trim();
      lines.push(`100644 ${blob}\t${path}\n`);
    }
    await this.#git(['update-index', '--index-info'], { env, input: lines.join('') });
    const tree = (await this.#git(['write-tree'], { env })).trim();
    return (await this.#git(['commit-tree', tree, '-p', parent, '-m', message])).trim();
  }

  /**
   * Exports the files of the commit that `makeCommit` made with this index, byte for byte, whatever git's local settings say about line ends.
   * @param {{index: string, folder: string}} options
   */
  async layOut({ index, folder }) {
    const env = { ...process.env, GIT_INDEX_FILE: index };
    await this.#git(['checkout-index', '--all', `--prefix=${folder}/`], { env, settings: AS_THEY_ARE });
    const entries = (await this.#git(['ls-files', '--stage', '-z'], { env })).split('\0').filter((line) => line !== '');
    const expected = entries.map((line) => ({ blob: line.split(' ')[1], path: line.slice(line.indexOf('\t') + 1) }));
    const input = expected.map(({ path }) => `${folder}/${path}\n`).join('');
    const blobs = (await this.#git(['hash-object', '--no-filters', '--stdin-paths'], { input })).split('\n');
    const changed = expected.filter(({ blob }, at) => blob !== blobs[at]).map(({ path }) => path);
    if (changed.length === 0) return;
    throw new SetupError(
      `git exports ${changed.length} files with other bytes than the commit has: ${changed.slice(0, NAMED_FILES).join(', ')}.`,
      'A filter or an attribute does that: see `git config --list` and .git/info/attributes. Remove it, then run the command again.',
    );
  }

  /** @param {{tag: string, commit: string, message: string}} options */
  async tag({ tag, commit, message }) {
    // A line that begins with # is a heading, not a comment. The publisher signs, not this command.
    const args = ['--annotate', '--no-sign', '--cleanup=whitespace', '--file=-'];
    await this.#git(['tag', ...args, tag, commit], { input: message });
  }

  async removeTag(/** @type {string} */ tag) {
    await this.#git(['tag', '--delete', tag]);
  }

  /** Rejects when `move` would fail: another git command is running here, or a killed one has left its lock. */
  async checkIndex() {
    await this.#git(['read-tree', '--dry-run', '-m', '-u', 'HEAD', 'HEAD']);
  }

  /**
   * Moves a checked-out branch and the files here from one commit to another: the files first, so that a branch that shows the commit
   * has its files. If the branch cannot be moved, the files are restored.
   * @param {{branch: string, from: string, to: string}} options
   */
  async move({ branch, from, to }) {
    // Updates git's index for files that were touched but not changed.
    await this.#git(['status', '--porcelain']);
    try {
      await this.#git(['read-tree', '-m', '-u', from, to]);
    } catch (error) {
      if (await this.isBetween({ from, to })) await this.putFiles(from);
      throw error;
    }
    try {
      await this.#git(['update-ref', '-m', 'npm run release', `refs/heads/${branch}`, to, from]);
    } catch (error) {
      await this.#git(['read-tree', '-m', '-u', to, from]);
      throw error;
    }
  }

  /**
   * Whether each changed file differs between the two commits, and is as in one of them or missing: the state that a killed
   * move leaves.
   * @param {{from: string, to: string}} commits
   */
  async isBetween({ from, to }) {
    const lists = [
      ['diff', '--name-only', '-z', from],
      ['diff', '--name-only', '-z', '--cached', from],
      ['ls-files', '--others', '--exclude-standard', '-z'],
    ];
    const changed = new Set((await Promise.all(lists.map((args) => this.#git(args)))).join('').split('\0'));
    changed.delete('');
    for (const path of changed) {
      const [before, after] = [await this.#blob(from, path), await this.#blob(to, path)];
      const known = [before, after, undefined];
      if (before === after || !known.includes(await this.#blob('', path))) return false;
      if (!known.includes(await this.#blobHere(path))) return false;
    }
    return true;
  }

  /** Restores all files that differ from a commit. Only call it when `isBetween` has shown that nothing is lost. */
  async putFiles(/** @type {string} */ commit) {
    await this.#git(['read-tree', '--reset', '-u', commit]);
  }

  /** The object of a path in a commit, or in the index when `commit` is empty. @param {string} commit @param {string} path */
  async #blob(commit, path) {
    const args = ['rev-parse', '--verify', '--quiet', `${commit}:${path}`];
    return (await runCommand('git', args, { cwd: this.#root }).catch(() => '')).trim() || undefined;
  }

  async #blobHere(/** @type {string} */ path) {
    const isThere = await access(join(this.#root, path)).then(
      () => true,
      () => false,
    );
    return isThere ? (await this.#git(['hash-object', '--', path])).trim() : undefined;
  }

  /** @param {readonly string[]} args @param {{env?: NodeJS.ProcessEnv, input?: string, settings?: readonly string[]}} [options] */
  async #git(args, { settings = [], ...options } = {}) {
    try {
      return await runCommand('git', [...settings, ...args], { cwd: this.#root, ...options });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new SetupError(
        `${error.message.replace(/^git/, `git ${String(args[0])}`)}.\n${error.output}`.trimEnd(),
        'Do what git says, then run the command again. A release needs git, and a clone of the repository.',
        error,
      );
    }
  }
}
