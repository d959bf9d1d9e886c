#!/usr/bin/env node
// The first code of dist/cli/axiom-tokens.cjs: loads what a token needs with V8's code caches, because compiling it takes longer than the app's answer. The caches are
// made by the Node that builds; V8 silently ignores those of another version or with other switches. command-line-bundle.mjs copies it.
'use strict';
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Script } = require('node:vm');

const FUNCTIONS = ['./fast-path.cjs', './parser.cjs'];
const loaded = new Map();

/** Loads a file that is a function, like `require`. */
function part(name) {
  const filename = path.join(__dirname, name);
  const module = { exports: {} };
  const script = new Script(readFileSync(filename, 'utf8'), { filename, cachedData: cacheOf(filename) });
  script.runInThisContext()(module.exports, load, module, filename, __dirname);
  return module.exports;
}

function cacheOf(filename) {
  try {
    return readFileSync(`${filename}.cache`);
  } catch {
    return undefined;
  }
}

function load(name) {
  if (!FUNCTIONS.includes(name)) return require(name);
  if (!loaded.has(name)) loaded.set(name, part(name));
  return loaded.get(name);
}

part('entry.cjs');
