// Reads the call that electron-builder makes to fpm for a deb or an rpm. Pure. fpm itself needs a Ruby that is downloaded for it; what it does for this
// project, dpkg-deb and rpmbuild do as well (deb.mjs, rpm.mjs).

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
 * @property {readonly {from: string, to: string}[]} files a file or folder here, and where it lies when installed
 */

/** Options with a value that a package needs, and what they are called here. */
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

/** Options with a value that does not matter: one way of compressing for each target, files and triggers instead of a script after the installation. */
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
 * @throws {Error} for an option that is not known here: nothing is left out unnoticed
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
    // For a deb both are in one text.
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
  if (at < 1) throw new Error(`"${text}" does not say where the file lies when installed.`);
  return { from: text.slice(0, at), to: text.slice(at + 1) };
}

/** The one line of a spec that is asked for as such. */
function recommendation(/** @type {string} */ tag) {
  const recommended = /^Recommends: (.+)$/.exec(tag)?.[1];
  if (recommended === undefined) throw new Error(`The tag "${tag}" of an rpm is not known here.`);
  return recommended;
}

/** The lines of a text, each of at most `most` characters where its words allow. */
export function wrapped(/** @type {string} */ text, /** @type {number} */ most) {
  return text
    .replaceAll(new RegExp(`(.{1,${most}})(?: |$)`, 'g'), '$1\n')
    .trimEnd()
    .split('\n');
}

/** How hard deb and rpm are compressed. At 6, what xz does by itself, they are a tenth smaller, which takes nearly three times as long. */
const LEVEL = '2';

/** How hard to compress: as hard as for a release, or 1 to 9 where a test says so. */
export function compressionLevel(/** @type {NodeJS.ProcessEnv} */ env) {
  return /^[1-9]$/.exec(env['AXIOM_COMPRESSION_LEVEL'] ?? '')?.[0] ?? LEVEL;
}
