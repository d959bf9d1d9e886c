// What the single executable `axiom-tokens` runs first: it carries the files of dist/cli as parts of itself, each with the code that V8 has made of it, and
// starts one of them. Native parts lie in the app beside it. Not bundled; single-executable.mjs puts it in.
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');
const { getRawAsset } = require('node:sea');
const { Script } = require('node:vm');

const ENTRY = 'axiom-tokens.cjs';
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

/** One of the files that it carries, as `require` gives it. */
function part(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const filename = path.join(here, name);
  // What V8 made for another version of it is left aside without a word.
  const script = new Script(Buffer.from(getRawAsset(name)).utf8Slice(), {
    filename,
    cachedData: Buffer.from(getRawAsset(`${name}.cache`)),
  });
  script.runInThisContext()(module.exports, load, module, filename, here);
  return module.exports;
}

/** The path, if the file is there: else somebody has taken the program out of the app's folder. main/adapters/keychain/keychain-error.ts knows the words. */
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
  // keytar's own search leaves out why it found nothing.
  if (name === 'keytar') return beside(NATIVE.keytar) && part('keytar.js');
  // Of keytar's own search for its native part each step leads to the one that is there.
  if (name.endsWith('/keytar.node')) return native(NATIVE.keytar);
  return name.startsWith('./') ? part(name.slice(2)) : require(name);
}

// Started by itself, as Node starts a file, it is the keychain's own process.
const isChild = process.send !== undefined && process.argv[2] === path.join(here, KEYCHAIN_CHILD);
part(isChild ? KEYCHAIN_CHILD : ENTRY);
