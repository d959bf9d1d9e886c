// @ts-check
// Clean systems in folders, as small as their distribution allows. Made once by mmdebstrap and kept in the project's cache, like the packages
// downloaded for them, so that later runs need little network.
import { appendFile, cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../build/run-command.mjs';

const DEBIAN = 'http://deb.debian.org/debian';
const UBUNTU = 'http://archive.ubuntu.com/ubuntu';
/** After this time a system is made again, with the distribution's newer fixes. */
const LASTS_MS = 30 * 24 * 3600 * 1000;
const MADE_WITHIN_MS = 300_000;

/**
 * @typedef {object} Suite
 * @property {string} id
 * @property {string} name for a person
 * @property {readonly string[]} sources lines for apt
 * @property {boolean} [needsUbuntuKeys]
 */

const ubuntu = ['noble', 'noble-updates', 'noble-security'].map((suite) => `deb ${UBUNTU} ${suite} main universe`);

/** @satisfies {Record<string, Suite>} */
export const SUITES = {
  bookworm: { id: 'bookworm', name: 'Debian 12', sources: [`deb ${DEBIAN} bookworm main`] },
  trixie: { id: 'trixie', name: 'Debian 13', sources: [`deb ${DEBIAN} trixie main`] },
  noble: { id: 'noble', name: 'Ubuntu 24.04', sources: ubuntu, needsUbuntuKeys: true },
};

/** @typedef {{dir: string, cache: string, person: import('./scratch.mjs').Person}} Place */

/**
 * A new system of a suite, unpacked into a folder of its own below `dir`, that knows the person.
 * @param {Suite} suite
 * @param {Place} place
 * @returns {Promise<string>} the folder
 */
export async function unpackSystem(suite, { dir, cache, person }) {
  const archive = await keptSystem(suite, { dir, cache, person });
  const root = join(dir, `${suite.id}-${Math.random().toString(36).slice(2, 8)}`);
  await mkdir(root);
  await runCommand('tar', ['-xf', archive, '-C', root, '--numeric-owner'], { timeoutMs: MADE_WITHIN_MS });
  await writeFile(join(root, 'etc/apt/apt.conf.d/90kept'), 'Binary::apt-get::APT::Keep-Downloaded-Packages "true";\n');
  // It exists only during the trial: no need to sync to the disk.
  await writeFile(join(root, 'etc/dpkg/dpkg.cfg.d/90fast'), 'force-unsafe-io\n');
  const { name, uid, gid, home } = person;
  await appendFile(join(root, 'etc/passwd'), `${name}:x:${uid}:${gid}::${home}:/bin/sh\n`);
  await appendFile(join(root, 'etc/group'), `${name}:x:${gid}:\n`);
  await cp('/etc/resolv.conf', join(root, 'etc/resolv.conf'), { dereference: true });
  await copyPackages(fetchedOf(suite, cache), join(root, 'var/cache/apt/archives'));
  return root;
}

/** Keeps the packages downloaded for a system for the next one of its suite, and removes unused ones. */
export async function keepFetched(/** @type {Suite} */ suite, /** @type {string} */ root, /** @type {string} */ cache) {
  const aside = `${fetchedOf(suite, cache)}.partial-${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await copyPackages(join(root, 'var/cache/apt/archives'), aside);
  await rm(fetchedOf(suite, cache), { recursive: true, force: true });
  await rename(aside, fetchedOf(suite, cache));
}

const fetchedOf = (/** @type {Suite} */ suite, /** @type {string} */ cache) => join(cache, `packages-${suite.id}`);

async function copyPackages(/** @type {string} */ from, /** @type {string} */ to) {
  await mkdir(to, { recursive: true });
  const names = await readdir(from).catch(() => []);
  for (const name of names) if (name.endsWith('.deb')) await cp(join(from, name), join(to, name));
}

/** The archive of a clean system; made when there is none, or only an old one. */
async function keptSystem(/** @type {Suite} */ suite, /** @type {Place} */ place) {
  const archive = join(place.cache, `system-${suite.id}.tar`);
  const madeAt = await stat(archive).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (Date.now() - madeAt < LASTS_MS) return archive;
  await mkdir(place.cache, { recursive: true });
  const keys = suite.needsUbuntuKeys ? [`--keyring=${await ubuntuKeys(place)}`] : [];
  const partial = join(place.dir, `${suite.id}.tar`);
  const options = ['--variant=minbase', '--include=apt', '--quiet', ...keys, suite.id, partial, ...suite.sources];
  await runCommand('mmdebstrap', options, { timeoutMs: MADE_WITHIN_MS });
  await runCommand('mv', [partial, `${archive}.partial-${process.pid}`]);
  await rename(`${archive}.partial-${process.pid}`, archive);
  return archive;
}

/** Ubuntu's signing keys, from a package of Debian 13, which Debian's own keys sign; Debian 12 has no such package. */
async function ubuntuKeys(/** @type {Place} */ place) {
  const root = await unpackSystem(SUITES.trixie, place);
  const fetch = 'apt-get update -q && cd /tmp && apt-get download ubuntu-keyring';
  await runCommand('chroot', [root, 'sh', '-c', fetch], { timeoutMs: MADE_WITHIN_MS });
  const keys = join(place.dir, 'ubuntu-keys');
  await runCommand('sh', ['-c', 'dpkg-deb -x "$0"/tmp/ubuntu-keyring_*.deb "$1"', root, keys]);
  await rm(root, { recursive: true, force: true });
  return join(keys, 'usr/share/keyrings/ubuntu-archive-keyring.gpg');
}
