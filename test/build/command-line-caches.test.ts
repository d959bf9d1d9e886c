import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { asFunction, COMMAND_LINE_FUNCTIONS } from '../../build/command-line-bundle.mjs';
import { commandLineCaches } from '../../build/command-line-caches.mjs';

const NAMES = Object.keys(COMMAND_LINE_FUNCTIONS);

/** Asks as `axiom-tokens token` does, and parses flags. */
const ASKS = `const socket = require('node:net').connect(process.env.AXIOM_TOKENS_SOCK);
  socket.write(JSON.stringify({ id: 1, method: 'hello' }) + '\\n');
  socket.once('data', () => require(process.argv[3] ? './parser.cjs' : './fast-path.cjs').then(() => process.exit(0)));`;
const LATER = 'module.exports.then = function (onDone) { onDone(); };';

const filesOf = (...texts: string[]) => new Map(NAMES.map((name, at) => [name, asFunction(texts[at] ?? '')]));

it('are made of the functions that a token needs, as they are after their use', async () => {
  const files = filesOf(ASKS, LATER, LATER);
  const caches = await commandLineCaches(files);
  expect([...caches.keys()]).toEqual(['entry.cjs.cache', 'fast-path.cjs.cache', 'parser.cjs.cache']);
  for (const name of NAMES) {
    const text = files.get(name) ?? '';
    const cachedData = Buffer.from(caches.get(`${name}.cache`) ?? '');
    // Another name: V8 keeps what it has compiled under the same one.
    const unused = new Script(text, { filename: `unused-${name}` }).createCachedData();
    expect(cachedData.length).toBeGreaterThan(unused.length);
    expect(new Script(text, { filename: name, cachedData }).cachedDataRejected).toBe(false);
  }
});

it('are missing for what is not loaded, and do not need a command line that works', async () => {
  expect([...(await commandLineCaches(filesOf('throw new Error("of the command line");'))).keys()]).toEqual([
    'entry.cjs.cache',
  ]);
  expect((await commandLineCaches(filesOf('not a program'))).size).toBe(0);
});
