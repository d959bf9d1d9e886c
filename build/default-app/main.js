// The launcher inside the development runtime: makes `electron <folder> [args]` start the application in <folder>.
// Electron's own zip contains such a launcher; the runtime that electron-wheel.mjs unpacks does not.
// Packed into resources/default_app.asar; knows nothing of the application except its package.json.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');

const given = process.argv.slice(1);
// Test drivers (Playwright) load code with `-r file` before the application.
const preloads = [];
let folderIndex = -1;
for (let index = 0; index < given.length; index += 1) {
  const argument = given[index];
  if (argument === '-r' || argument === '--require') {
    index += 1;
    preloads.push(given[index]);
  } else if (!argument.startsWith('-')) {
    folderIndex = index;
    break;
  }
}
if (folderIndex === -1) {
  process.stderr.write('Name the folder of the application: electron <folder>\n');
  process.exit(1);
}
const folder = resolve(given[folderIndex]);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
const main = Module._resolveFilename(join(folder, manifest.main ?? 'index.js'), module, false);
const switches = given.slice(0, folderIndex).filter((argument) => argument.startsWith('--'));
process.argv = [process.argv[0], main, ...switches, ...given.slice(folderIndex + 1)];
for (const preload of preloads) Module._load(preload, module, true);
Module._load(main, module, true);
