// @ts-check
// Whether a system has every library that the app is linked to, and those that it opens by name while it runs.
const FOLDER = '/opt/axiom-token-manager';

/** Opened by name: no tool finds them missing before somebody is in need of them. With what they are for. */
const OPENED_BY_NAME = {
  'libX11-xcb.so.1': 'the window',
  'libgtk-3.so.0': 'dialogs',
  'libnotify.so.4': 'notifications',
  'libsecret-1.so.0': 'the keychain',
  'libsoftokn3.so': 'certificates',
  'libudev.so.1': 'devices',
};

/** @param {import('./world.mjs').World} world @param {string} [folder] of the app @returns {Promise<string[]>} */
export async function findMissingLibraries(world, folder = FOLDER) {
  const script = `cd '${folder}'; for file in axiom-token-manager-bin chrome_crashpad_handler *.so* $(find . -name '*.node'); do LD_LIBRARY_PATH=. ldd "$file"; done; true`;
  const linked = await world.asRoot(['sh', '-c', script]);
  const missing = [...linked.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => String(name));
  const known = await world.asRoot(['sh', '-c', "ldconfig -p; find /usr/lib /lib -name 'libsoftokn3.so'"]);
  for (const [name, use] of Object.entries(OPENED_BY_NAME)) if (!known.includes(name)) missing.push(`${name} (for ${use})`);
  return [...new Set(missing)].sort();
}
