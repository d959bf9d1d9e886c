// Checks for the programs that make Linux packages, and says what to install. They are looked up by name, because not every system has Debian's
// package list, which the set-up uses. Called by package.mjs and linux-packages.mjs.
import { hasProgram } from '../system-packages.mjs';
import { SetupError } from '../setup-error.mjs';

/** Each program and the package that contains it, by package manager: Debian's, Fedora's and openSUSE's. */
const TOOLS = {
  'dpkg-deb': { 'apt-get': 'dpkg', dnf: 'dpkg', zypper: 'dpkg' },
  rpmbuild: { 'apt-get': 'rpm', dnf: 'rpm-build', zypper: 'rpm-build' },
};

/** Tools that electron-builder would otherwise download itself. */
const TOOLS_AT_HAND = {
  mksquashfs: { 'apt-get': 'squashfs-tools', dnf: 'squashfs-tools', zypper: 'squashfs' },
  'desktop-file-validate': {
    'apt-get': 'desktop-file-utils',
    dnf: 'desktop-file-utils',
    zypper: 'desktop-file-utils',
  },
  '7za': { 'apt-get': 'p7zip-full', dnf: 'p7zip', zypper: '7zip' },
};

/**
 * Rejects with a `SetupError` that names the missing programs and the command that installs them.
 * @param {{isDevelopmentRuntime: boolean, hasProgram?: (name: string) => Promise<boolean>}} system
 */
export async function refuseMissingTools({ isDevelopmentRuntime, hasProgram: has = hasProgram }) {
  const missing = [];
  for (const [name, packages] of Object.entries({ ...TOOLS, ...(isDevelopmentRuntime && TOOLS_AT_HAND) })) {
    if (!(await has(name))) missing.push({ name, packages });
  }
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  for (const installer of /** @type {const} */ (['apt-get', 'dnf', 'zypper'])) {
    if (!(await has(installer))) continue;
    const packages = missing.map((each) => each.packages[installer]).join(' ');
    throw refusal(names, `Run \`sudo ${installer} install ${packages}\``);
  }
  const packages = missing.map(({ name, packages: by }) => `${name} (Debian: ${by['apt-get']}, Fedora: ${by.dnf})`);
  throw refusal(names, `Install ${packages.join(', ')} with this system's own package manager`);
}

function refusal(/** @type {string} */ names, /** @type {string} */ remedy) {
  return new SetupError(
    `The tools that make the packages are missing, or not in the search path: ${names}.`,
    `${remedy}, then run the command again.`,
  );
}
