// Versions of this program: three numbers, and one place where the present one stands, package.json. Pure. Used by release.mjs.

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;
/** The same, or a version before it, as in 1.0.0-beta.1; what follows a + counts for nothing. */
const ANY_VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\dA-Za-z.-]+)?(?:\+[\dA-Za-z.-]+)?$/;

/** The greatest number in the version of a program for Windows. */
const GREATEST = 65_535n;

/** Whether a text is a version: three plain numbers, which every kind of package can have. */
export function isVersion(/** @type {string} */ text) {
  return VERSION.test(text);
}

/** Whether a text is a version of which `isNewer` can tell what comes after it. */
export function isComparable(/** @type {string} */ text) {
  return ANY_VERSION.test(text);
}

/** Whether a number in a version is greater than Windows knows them. */
export function isTooGreat(/** @type {string} */ version) {
  return version.split('.').some((number) => BigInt(number) > GREATEST);
}

/**
 * Whether `version`, three numbers, comes after `other`, which may be a pre-release, as in 1.0.0-beta.1: that comes before 1.0.0.
 * @param {string} version @param {string} other
 */
export function isNewer(version, other) {
  const [, ...numbers] = VERSION.exec(version) ?? [];
  const [, ...others] = ANY_VERSION.exec(other) ?? [];
  const preRelease = others.pop();
  const at = numbers.findIndex((number, index) => number !== others[index]);
  return at === -1 ? preRelease !== undefined : BigInt(String(numbers[at])) > BigInt(String(others[at]));
}

/** The text of a package.json with another version. */
export function withVersion(/** @type {string} */ manifest, /** @type {string} */ version) {
  return print({ ...JSON.parse(manifest), version });
}

/** The text of a package-lock.json whose package.json has another version: npm repeats it there twice. */
export function withVersionInLock(/** @type {string} */ lock, /** @type {string} */ version) {
  const parsed = JSON.parse(lock);
  const { '': project, ...others } = parsed.packages;
  return print({ ...parsed, version, packages: { '': { ...project, version }, ...others } });
}

/** As npm writes it. */
function print(/** @type {unknown} */ content) {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
