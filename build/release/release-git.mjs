// What a release asks of git: to see the checkout, to make a commit that no branch has yet, to lay out its files, and to show it in tag and branch at
// the end. Called by release.mjs.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runCommand } from '../run-command.mjs';
import { SetupError } from '../setup-error.mjs';

/** Lets git lay out files without changing line ends, or what else attributes of this computer ask for. */
const AS_THEY_ARE = ['core.autocrlf=false', 'core.eol=lf', 'core.attributesFile=/dev/null'].flatMap((setting) => [
  '-c',
  setting,
]);

/** How many files are named that are not as they should be. */
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

  /** A line for each file that is changed or in no commit. */
  async changes() {
    return (await this.#git(['status', '--porcelain'])).split('\n').filter((line) => line !== '');
  }

  async head() {
    return (await this.#git(['rev-parse', 'HEAD'])).trim();
  }

  /** The commit that a tag leads to, the first line of its message, and the commit before it. */
  async tagged(/** @type {string} */ tag) {
    if ((await this.#git(['tag', '--list', tag])).trim() === '') return undefined;
    const found = await this.#git(['show', '--no-patch', '--format=%H%n%P%n%s', `refs/tags/${tag}^{commit}`]);
    const [commit = '', parents = '', subject = ''] = found.split('\n');
    return { commit, parent: parents.split(' ')[0] ?? '', subject };
  }

  /** The text of a file in a commit, as it is there; `undefined` where it has none. @param {string} commit @param {string} path */
  async textIn(commit, path) {
    const found = await this.#git(['ls-tree', '--name-only', commit, '--', path]);
    return found === '' ? undefined : this.#git(['cat-file', 'blob', `${commit}:${path}`]);
  }

  /** Seconds since 1970. */
  async commitTime(/** @type {string} */ commit) {
    return (await this.#git(['show', '--no-patch', '--format=%ct', commit])).trim();
  }

  /**
   * Makes a commit after `parent` in which some files have another text. No branch has it: until one does, it is as if it had never been made.
   * @param {{parent: string, files: Readonly<Record<string, string>>, message: string, index: string}} options `index` is the path of a new file for git's own use
   */
  async makeCommit({ parent, files, message, index }) {
    const env = { ...process.env, GIT_INDEX_FILE: index };
    await this.#git(['read-tree', parent], { env });
    for (const [path, text] of Object.entries(files)) {
      const blob = (await this.#git(['hash-object', '-w', '--stdin'], { input: text })).trim();
      await this.#git(['update-index', '--cacheinfo', `100644,${blob},${path}`], { env });
    }
    const tree = (await this.#git(['write-tree'], { env })).trim();
    return (await this.#git(['commit-tree', tree, '-p', parent, '-m', message])).trim();
  }

  /**
   * Lays out the files of the commit that `makeCommit` made with this index, byte for byte, whatever git is told of line ends here.
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
      `git lays out ${changed.length} files otherwise than they are in the commit: ${changed.slice(0, NAMED_FILES).join(', ')}.`,
      'A filter or an attribute does that: see `git config --list` and .git/info/attributes. Take it away, then run the command again.',
    );
  }

  /** @param {{tag: string, commit: string, message: string}} options */
  async tag({ tag, commit, message }) {
    // What begins with # is a heading, not a comment. Who publishes signs, not who prepares.
    const args = ['--annotate', '--no-sign', '--cleanup=whitespace', '--file=-'];
    await this.#git(['tag', ...args, tag, commit], { input: message });
  }

  async removeTag(/** @type {string} */ tag) {
    await this.#git(['tag', '--delete', tag]);
  }

  /** Rejects where `move` could do nothing now: another git is at work here, or one that was killed has left its lock. */
  async checkIndex() {
    await this.#git(['read-tree', '--dry-run', '-m', '-u', 'HEAD', 'HEAD']);
  }

  /**
   * Lets a branch that is checked out, and the files here, go from one commit to another: the files first, so that a branch that shows the commit
   * has its files. Where the branch cannot go, the files go back.
   * @param {{branch: string, from: string, to: string}} options
   */
  async move({ branch, from, to }) {
    // Who only touched a file has not changed it.
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
   * Whether each file that is changed here is one that differs between two commits, and is as in one of them or is missing, as a move that was
   * killed leaves them.
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

  /** Makes the files here those of a commit, as far as they differ from it. Only where `isBetween` has said that nothing is lost by it. */
  async putFiles(/** @type {string} */ commit) {
    await this.#git(['read-tree', '--reset', '-u', commit]);
  }

  /** What a commit has at a path; the index, where `commit` is empty. @param {string} commit @param {string} path */
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
