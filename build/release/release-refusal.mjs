// Decides why a release cannot be prepared now, and what to do about it. Pure. Used by release.mjs.
import { SetupError } from '../setup-error.mjs';
import { isComparable, isNewer, isTooLarge, isVersion } from './versions.mjs';

/** The branch for releases. */
export const RELEASE_BRANCH = 'main';

/** At most this many changed files are named. */
const NAMED_FILES = 10;

/**
 * The problem of the command line's arguments; `undefined` when they are one valid version.
 * @param {readonly string[]} args
 * @param {string} present the version in package.json
 * @returns {SetupError | undefined}
 */
export function refusalOfVersion(args, present) {
  const [version, ...others] = args;
  const how = `run \`npm run release -- X.Y.Z\` with a version after ${present}.`;
  if (!isComparable(present)) {
    return new SetupError(
      `package.json has "${present}" as its version, and nothing comes after that.`,
      'write a version there, as in 1.2.3, commit it, then run the command again.',
    );
  }
  if (version === undefined) return new SetupError('No version was given.', how);
  if (others.length > 0) return new SetupError(`One version is needed, not "${args.join(' ')}".`, how);
  if (!isVersion(version)) {
    return new SetupError(
      `"${version}" is no version: it takes three numbers, as in 1.2.3, with no "v" in front.`,
      how,
    );
  }
  if (isTooLarge(version)) {
    return new SetupError(`${version} is too large: Windows allows no number above 65535 in a version.`, how);
  }
  return undefined;
}

/**
 * @typedef {object} Checkout
 * @property {string} platform
 * @property {string} branch `''` when none is checked out
 * @property {string} present the version in package.json
 * @property {readonly string[]} changes the lines of `git status`
 * @property {boolean} isHalfMoved whether all changes are those of the tag's commit, left by a killed run
 * @property {string} head
 * @property {{commit: string, parent: string, subject: string} | undefined} tagged the commit of the version's tag, if it exists
 */

/**
 * What prevents a release; `undefined` when nothing does.
 * @param {string} version
 * @param {Checkout} checkout
 * @returns {SetupError | undefined}
 */
export function refusalOfCheckout(version, checkout) {
  const { platform, branch, present, changes, isHalfMoved, head, tagged } = checkout;
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
      `Releases are made from ${RELEASE_BRANCH}: run \`git switch ${RELEASE_BRANCH}\`, ${again}.`,
    );
  }
  if (isPrepared(version, checkout)) return undefined;
  if (!isNewer(version, present)) {
    return new SetupError(
      `${version} is not newer than ${present}, which package.json has.`,
      `run \`npm run release -- X.Y.Z\` with a version after ${present}.`,
    );
  }
  const unfinished = isUnfinished(version, checkout);
  if (changes.length > 0 && !(unfinished && isHalfMoved)) {
    const more = changes.length > NAMED_FILES ? `\n  and ${changes.length - NAMED_FILES} more` : '';
    return new SetupError(
      `Some changes are not committed:\n${changes
        .slice(0, NAMED_FILES)
        .map((line) => `  ${line}`)
        .join('\n')}${more}`,
      `Commit them, or put them aside with \`git stash --include-untracked\`, ${again}.`,
    );
  }
  if (unfinished) return undefined;
  if (tagged !== undefined) {
    return new SetupError(
      tagged.commit === head
        ? `The tag v${version} is on this commit already, whose package.json has ${present}: something else made that tag.`
        : `The tag v${version} exists already, and ${RELEASE_BRANCH} does not lead to it.`,
      `Choose another version. If that tag was never pushed and is not wanted: \`git tag -d v${version}\`, ${again}.`,
    );
  }
  return undefined;
}

/** The commit message, by which a later run recognises this command's commit. */
export function releaseMessage(/** @type {string} */ version) {
  return `Release ${version}`;
}

/**
 * Whether an earlier run made the tag but was killed before it moved the branch.
 * @param {string} version @param {Pick<Checkout, 'head' | 'tagged'>} checkout
 */
function isUnfinished(version, { head, tagged }) {
  return tagged?.parent === head && tagged.subject === releaseMessage(version);
}

/**
 * Whether an earlier run finished everything except, perhaps, its final message.
 * @param {string} version @param {Pick<Checkout, 'head' | 'tagged' | 'present'>} checkout
 */
function isPrepared(version, { head, tagged, present }) {
  return tagged?.commit === head && version === present && tagged.subject === releaseMessage(version);
}
