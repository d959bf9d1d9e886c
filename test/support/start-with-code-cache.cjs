// The first code of a program that tests start often; see bundle-program.ts. Runs the function beside it, with V8's code cache of what the program's
// first start has used: compiling takes as long as Node's own start. The cache is written at the first message or at the end; a killed program may leave none.
'use strict';
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { Script } = require('node:vm');

const filename = `${__filename}.function`;
const cachePath = `${__filename}.cache`;
const cachedData = readCache();
const script = new Script(readFileSync(filename, 'utf8'), { filename, cachedData });
if (cachedData === undefined) process.once(process.channel ? 'message' : 'exit', writeCache);
script.runInThisContext()(exports, require, module, __filename, __dirname);

function readCache() {
  try {
    return readFileSync(cachePath);
  } catch {
    return undefined;
  }
}

/** Never half a file: others start meanwhile. */
function writeCache() {
  const temporary = `${cachePath}.${process.pid}`;
  writeFileSync(temporary, script.createCachedData());
  renameSync(temporary, cachePath);
}
