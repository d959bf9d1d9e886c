// The files of koffi for one system: its loader, and the native module for the C library that Electron uses.

/** Patterns for electron-builder; the system is named as in Node. */
export function koffiFilter(/** @type {'linux' | 'darwin' | 'win32'} */ platform) {
  const folder = `node_modules/@koromix/koffi-${platform}-\${arch}`;
  return [`${folder}/package.json`, `${folder}/index.js`, `${folder}/${platform}_\${arch}/koffi.node`];
}
