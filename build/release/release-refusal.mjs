// Why a release cannot be prepared now, and what to do about it. Pure. Used by release.mjs.
import { SetupError } from '../setup-error.mjs';
import { isNewer, isVersion } from './versions.mjs';

/** The branch that releases are made of. */
export const RELEASE_BRANCH = 'main';

/** How many changed files are named. */
const NAMED_FILES = 10;

/**
 * What is wrong with the command line; `undefined` where it names one newer version.
 * @param {readonly string[]} args
 * @param {string} present the version in package.json
 * @returns {SetupError | undefined}
 */
export function refusalOfVersion(args, present) {
  const [version, ...others] = args;
  const how = `run \`npm run release -- X.Y.Z\` with a version after ${present}.`;
  if (version === undefined) return new SetupError('No version was given.', how);
  if (others.length > 0) return new SetupError(`One version is needed, not "${args.join(' ')}".`, how);
  if (!isVersion(version)) {
    return new SetupError(
      `"${version}" is no version: it takes three numbers, as in 1.2.3, with no "v" in front.`,
      how,
    );
  }
  if (!isNewer(version, present)) {
    return new SetupError(`${version} is not newer than ${present}, which package.json has.`, how);
  }
  return undefined;
}

/**
 * @typedef {object} Checkout
 * @property {string} platform
 * @property {string} branch `''` on none
 * @property {readonly string[]} changes what `git status` tells, a line a file
 * @property {string} head
 * @property {{commit: string, parent: string} | undefined} tagged what the tag of the version leads to, where there is one
 * @property {string | undefined} unreleased what CHANGELOG.md tells under "Unreleased"
 */

/**
 * What stands in the way of a release; `undefined` where nothing does.
 * @param {string} version
 * @param {Checkout} checkout
 * @returns {SetupError | undefined}
 */
export function refusalOfCheckout(version, { platform, branch, changes, head, tagged, unreleased }) {
  const again = `then run \`npm run release -- ${version}\` again`;
  if (platform !== 'linux') {
    return new SetupError(
      `A release is prepared on Linux, and this is ${platform}.`,
      'run the command there. README ("Making a release") says what is made on the other systems.',
    );
  }
  if (branch !== RELEASE_BRANCH) {
    return new SetupError(
      branch === '' ? 'No branch is checked out here.' : `The branch ${branch} is checked out here.`,
      `Releases are made of ${RELEASE_BRANCH}: run \`git switch ${RELEASE_BRANCH}\`, ${again}.`,
    );
  }
  if (changes.length > 0) {
    const more = changes.length > NAMED_FILES ? `\n  and ${changes.length - NAMED_FILES} more` : '';
    return new SetupError(
      `Some changes are in no commit:\n${changes
        .slice(0, NAMED_FILES)
        .map((line) => `  ${line}`)
        .join('\n')}${more}`,
      `Commit them, or put them aside with \`git stash --include-untracked\`, ${again}.`,
    );
  }
  if (isUnfinished({ head, tagged })) return undefined;
  if (tagged !== undefined) {
    return new SetupError(
      `The tag v${version} exists already, and ${RELEASE_BRANCH} does not lead to it.`,
      `Choose another version. If that tag was never pushed and is not wanted: \`git tag -d v${version}\`, ${again}.`,
    );
  }
  if (unreleased === undefined) {
    return new SetupError(
      'CHANGELOG.md tells nothing under "## Unreleased", so nobody would know what is new.',
      `Write there what has changed since the last version, one "- " line each, commit it, ${again}.`,
    );
  }
  return undefined;
}

/** Whether a run before made the tag and was cut short before the branch had followed. @param {Pick<Checkout, 'head' | 'tagged'>} checkout */
export function isUnfinished({ head, tagged }) {
  return tagged?.parent === head;
}
