// What of koffi's package for one system is packed: the loader, and the native part for the C library that Electron is made for.

/** Patterns of electron-builder, for a system by the name that Node has. */
export function koffiFilter(/** @type {'linux' | 'darwin' | 'win32'} */ platform) {
  const folder = `node_modules/@koromix/koffi-${platform}-\${arch}`;
  return [`${folder}/package.json`, `${folder}/index.js`, `${folder}/${platform}_\${arch}/koffi.node`];
}
