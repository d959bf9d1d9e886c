// Versions of this program: three numbers, and one place where the present one stands, package.json. Pure. Used by release.mjs.

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** Whether a text is a version: three plain numbers, which every kind of package can have. */
export function isVersion(/** @type {string} */ text) {
  return VERSION.test(text);
}

/** Whether `version` comes after `other`. */
export function isNewer(/** @type {string} */ version, /** @type {string} */ other) {
  const [numbers, others] = [version, other].map((text) => text.split('.').map(Number));
  const at = [0, 1, 2].find((index) => numbers?.[index] !== others?.[index]);
  return at !== undefined && Number(numbers?.[at]) > Number(others?.[at]);
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
