// The first code of the single executable `axiom-tokens`: it contains the files of dist/cli with V8's code caches, and
// starts one of them. Native modules are in the app beside it. Not bundled; single-executable.mjs inserts it.
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');
const { getRawAsset } = require('node:sea');
const { Script } = require('node:vm');

const ENTRY = 'entry.cjs';
const KEYCHAIN_CHILD = 'keychain-child.cjs';
const here = path.dirname(process.execPath);
const system = `${process.platform}-${process.arch}`;
const modules = path.join(
  here,
  process.platform === 'darwin' ? '../Resources' : 'resources',
  'app.asar.unpacked/node_modules',
);
const NATIVE = {
  keytar: path.join(modules, `keytar/prebuilds/${system}/keytar.node`),
  koffi: path.join(modules, `@koromix/koffi-${system}/${system.replace('-', '_')}/koffi.node`),
};
const loaded = new Map();

/** Loads one of the contained files, like `require`. */
function part(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const filename = path.join(here, name);
  // V8 silently ignores a code cache of another version.
  const script = new Script(Buffer.from(getRawAsset(name)).utf8Slice(), {
    filename,
    cachedData: Buffer.from(getRawAsset(`${name}.cache`)),
  });
  script.runInThisContext()(module.exports, load, module, filename, here);
  return module.exports;
}

/** The path of a file in the app beside it. It is missing when somebody took the program out of the app's folder; main/adapters/keychain/keychain-error.ts recognises the message. */
function beside(file) {
  if (!existsSync(file)) throw new Error(`The app is not beside axiom-tokens: ${file} is missing.`);
  return file;
}

function native(file) {
  const module = { exports: {} };
  process.dlopen(module, file);
  return module.exports;
}

function load(name) {
  if (name === 'koffi') return native(beside(NATIVE.koffi));
  // Checked first, because keytar's own search does not say why it found nothing.
  if (name === 'keytar') return beside(NATIVE.keytar) && part('keytar.js');
  // All paths in keytar's own search lead to the native module of the app.
  if (name.endsWith('/keytar.node')) return native(NATIVE.keytar);
  return name.startsWith('./') ? part(name.slice(2)) : require(name);
}

// When it is started like a Node script, it is the keychain process.
const isChild = process.send !== undefined && process.argv[2] === path.join(here, KEYCHAIN_CHILD);
part(isChild ? KEYCHAIN_CHILD : ENTRY);
