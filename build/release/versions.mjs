// Version numbers: three numbers; the current one is in package.json only. Pure. Used by release.mjs.

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;
/** The same, or a pre-release such as 1.0.0-beta.1; a suffix after + is ignored. */
const ANY_VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\dA-Za-z.-]+)?(?:\+[\dA-Za-z.-]+)?$/;

/** The largest number in a version of a Windows program. */
const GREATEST = 65_535n;

/** Whether a text is a version of three plain numbers, which every kind of package supports. */
export function isVersion(/** @type {string} */ text) {
  return VERSION.test(text);
}

/** Whether `isNewer` can compare the text. */
export function isComparable(/** @type {string} */ text) {
  return ANY_VERSION.test(text);
}

/** Whether a number in a version exceeds the limit of Windows. */
export function isTooLarge(/** @type {string} */ version) {
  return version.split('.').some((number) => BigInt(number) > GREATEST);
}

/**
 * Whether `version` (three numbers) comes after `other`, which may be a pre-release: 1.0.0-beta.1 comes before 1.0.0.
 * @param {string} version @param {string} other
 */
export function isNewer(version, other) {
  const [, ...numbers] = VERSION.exec(version) ?? [];
  const [, ...others] = ANY_VERSION.exec(other) ?? [];
  const preRelease = others.pop();
  const at = numbers.findIndex((number, index) => number !== others[index]);
  return at === -1 ? preRelease !== undefined : BigInt(String(numbers[at])) > BigInt(String(others[at]));
}

/** The text of package.json with another version. */
export function withVersion(/** @type {string} */ manifest, /** @type {string} */ version) {
  return print({ ...JSON.parse(manifest), version });
}

/** The text of package-lock.json with another version; npm repeats it there twice. */
export function withVersionInLock(/** @type {string} */ lock, /** @type {string} */ version) {
  const parsed = JSON.parse(lock);
  const { '': project, ...others } = parsed.packages;
  return print({ ...parsed, version, packages: { '': { ...project, version }, ...others } });
}

/** JSON as npm writes it. */
function print(/** @type {unknown} */ content) {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
