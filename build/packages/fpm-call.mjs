// Parses electron-builder's call of fpm for a deb or rpm. Pure. fpm itself needs a Ruby that has to be downloaded; for this
// project, dpkg-deb and rpmbuild do the same (deb.mjs, rpm.mjs).

/**
 * @typedef {object} PackageCall
 * @property {'deb' | 'rpm'} target
 * @property {string} name
 * @property {string} version
 * @property {string} architecture as the target spells it
 * @property {string} maintainer name and address
 * @property {string} url
 * @property {string} license
 * @property {string} summary one line
 * @property {string} description
 * @property {string} category the section or group; empty without any
 * @property {readonly string[]} depends
 * @property {readonly string[]} recommends
 * @property {string} afterRemove path of the script that runs after the removal
 * @property {string} output path of the package
 * @property {readonly {from: string, to: string}[]} files a file or folder here, and where it is when installed
 */

/** Used options with a value, and their names here. */
const NAMED = new Map([
  ['-t', 'target'],
  ['--name', 'name'],
  ['--version', 'version'],
  ['--architecture', 'architecture'],
  ['--maintainer', 'maintainer'],
  ['--url', 'url'],
  ['--license', 'license'],
  ['--description', 'description'],
  ['--rpm-summary', 'summary'],
  ['--category', 'category'],
  ['--after-remove', 'afterRemove'],
  ['--package', 'output'],
]);

/** Ignored options with a value: there is one compression for each target, and no script after the installation. */
const IGNORED = new Set([
  '-s',
  '--after-install',
  '--vendor',
  '--deb-priority',
  '--deb-compression',
  '--rpm-os',
  '--rpm-compression',
]);

/**
 * @param {readonly string[]} args as fpm gets them
 * @returns {PackageCall}
 * @throws {Error} for an unknown option, so that none is ignored by mistake
 */
export function readFpmCall(args) {
  /** @type {Map<string, string>} */
  const named = new Map();
  const depends = [];
  const recommends = [];
  const files = [];
  const rest = args.flatMap((arg) => {
    const [, option, value] = /^(--[a-z-]+)=(.*)$/s.exec(arg) ?? [];
    return option === undefined || value === undefined ? [arg] : [option, value];
  });
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const name = NAMED.get(arg);
    if (name !== undefined) named.set(name, rest.shift() ?? '');
    else if (arg === '-d') depends.push(rest.shift() ?? '');
    else if (arg === '--deb-recommends') recommends.push(rest.shift() ?? '');
    else if (arg === '--rpm-tag') recommends.push(recommendation(rest.shift() ?? ''));
    else if (IGNORED.has(arg)) rest.shift();
    else if (arg.startsWith('-') && arg !== '--force') throw new Error(`The option ${arg} of fpm is not known here.`);
    else if (arg !== '--force') files.push(readMapping(arg));
  }
  const get = (/** @type {string} */ name) => named.get(name) ?? '';
  const target = get('target');
  if (target !== 'deb' && target !== 'rpm') throw new Error(`Packages of the kind "${target}" are not made here.`);
  const [firstLine = '', ...more] = get('description').split('\n');
  return {
    target,
    name: get('name'),
    version: get('version'),
    architecture: get('architecture'),
    maintainer: get('maintainer'),
    url: get('url'),
    license: get('license'),
    // A deb has both in one text.
    summary: get('summary') || firstLine.trim(),
    description: (target === 'deb' ? more.join(' ') : get('description')).trim(),
    category: get('category'),
    depends,
    recommends,
    afterRemove: get('afterRemove'),
    output: get('output'),
    files,
  };
}

function readMapping(/** @type {string} */ text) {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new Error(`"${text}" does not say where the file is when installed.`);
  return { from: text.slice(0, at), to: text.slice(at + 1) };
}

/** The value of an rpm tag for recommendations. */
function recommendation(/** @type {string} */ tag) {
  const recommended = /^Recommends: (.+)$/.exec(tag)?.[1];
  if (recommended === undefined) throw new Error(`The tag "${tag}" of an rpm is not known here.`);
  return recommended;
}

/** Wraps a text into lines of at most `most` characters. */
export function wrapped(/** @type {string} */ text, /** @type {number} */ most) {
  return text
    .replaceAll(new RegExp(`(.{1,${most}})(?: |$)`, 'g'), '$1\n')
    .trimEnd()
    .split('\n');
}

/** Compression level of deb and rpm. Level 6, xz's default, makes them a tenth smaller but takes nearly three times as long. */
const LEVEL = '2';

/** The release's compression level, or 1 to 9 when a test sets it. */
export function compressionLevel(/** @type {NodeJS.ProcessEnv} */ env) {
  return /^[1-9]$/.exec(env['AXIOM_COMPRESSION_LEVEL'] ?? '')?.[0] ?? LEVEL;
}
