// The beginning of dist/main.cjs and of dist/cli/axiom-tokens.cjs: loads the parts that lie in that file, and those that lie beside it, each once. Node's own way of
// finding a file would take most of the time until there is a token. module-parts.mjs puts the parts in, and how those beside it are found.
'use strict';
const parts = { parts: 'parts' };
const beside = 'beside';
const loaded = new Map();

function load(name) {
  if (!name.startsWith('./')) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  (parts[name] ?? beside(name))(module, module.exports, load);
  return module.exports;
}

load('entry');
