// What a release asks of git: to see the checkout, to make a commit that no branch has yet, to lay out its files, and to show it in tag and branch at
// the end. Called by release.mjs.
import { CommandError, runCommand } from '../run-command.mjs';
import { SetupError } from '../setup-error.mjs';

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

  /** The commit that a tag leads to, and the one before that. */
  async tagged(/** @type {string} */ tag) {
    if ((await this.#git(['tag', '--list', tag])).trim() === '') return undefined;
    const found = await this.#git(['rev-list', '--parents', '--max-count=1', `refs/tags/${tag}`]);
    const [commit = '', parent = ''] = found.trim().split(' ');
    return { commit, parent };
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

  /** Lays out the files of the commit that `makeCommit` made with this index. @param {{index: string, folder: string}} options */
  async layOut({ index, folder }) {
    const env = { ...process.env, GIT_INDEX_FILE: index };
    await this.#git(['checkout-index', '--all', `--prefix=${folder}/`], { env });
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

  /** Lets the present branch, and the files here, follow to a commit that comes right after it. */
  async follow(/** @type {string} */ commit) {
    await this.#git(['merge', '--ff-only', '--no-verify-signatures', '--quiet', commit]);
  }

  /** @param {readonly string[]} args @param {{env?: NodeJS.ProcessEnv, input?: string}} [options] */
  async #git(args, options = {}) {
    try {
      return await runCommand('git', args, { cwd: this.#root, ...options });
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
