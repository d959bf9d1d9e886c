// The start of dist/main.cjs and of dist/cli/axiom-tokens.cjs: loads the parts inside that file and those beside it, each once. Node's own module
// search would take most of the time until a token is there. module-parts.mjs inserts the parts and the way to find those beside it.
'use strict';
const parts = { parts: 'parts' };
const beside = 'beside';
const loaded = new Map();

function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  if (!name.startsWith('./')) return keepOther(name);
  const module = { exports: {} };
  loaded.set(name, module);
  (parts[name] ?? beside(name))(module, module.exports, load);
  return module.exports;
}

/** Node's `require` copies all exports of one of its own modules at each call, and a part calls it at each use of the module. */
function keepOther(name) {
  const exports = require(name);
  loaded.set(name, { exports });
  return exports;
}

load('entry');
