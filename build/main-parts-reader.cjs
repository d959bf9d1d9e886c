// A piece of dist/main.cjs: reads the file of the parts that a start does not need for its tray icon, at once, since that may be another file later; each part is
// compiled when it is loaded. main-bundle.mjs puts the places in.
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
