// Part of dist/main.cjs. Reads dist/main-parts.cjs at the start, because the file on the disk may be another version later. A part is compiled
// when it is loaded. main-bundle.mjs inserts the places of the parts in that file.
'use strict';
(() => {
  const places = { places: 'places' };
  const file = require('node:path').join(__dirname, 'later-file');
  const text = require('node:fs').readFileSync(file);
  return (name) => {
    const [start, end, line] = places[name];
    // In brackets, V8 compiles the function at once and not a second time when it is called.
    const code = `(__dirname) => (${text.toString('utf8', start, end)})`;
    return new (require('node:vm').Script)(code, { filename: file, lineOffset: line }).runInThisContext()(__dirname);
  };
})();
