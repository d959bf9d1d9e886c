import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { asFunction, COMMAND_LINE_FUNCTIONS } from '../../build/command-line-bundle.mjs';
import { commandLineCaches } from '../../build/command-line-caches.mjs';

const [ENTRY, FAST_PATH] = COMMAND_LINE_FUNCTIONS;

/** Asks as `axiom-tokens token` does. */
const ASKS = `const socket = require('node:net').connect(process.env.AXIOM_TOKENS_SOCK);
  socket.write(JSON.stringify({ id: 1, method: 'hello' }) + '\\n');
  socket.once('data', () => require('./fast-path.cjs').then(() => process.exit(0)));`;
const LATER = `${'/* */'.repeat(100)}module.exports.then = function (onDone) { onDone(); };`;

const filesOf = (entry: string, later = '') =>
  new Map([
    [ENTRY, asFunction(entry)],
    [FAST_PATH, asFunction(later)],
  ]);

it('are made of the functions that a token needs, as they are after their use', async () => {
  const files = filesOf(ASKS, LATER);
  const caches = await commandLineCaches(files);
  expect([...caches.keys()]).toEqual(['entry.cjs.cache', 'fast-path.cjs.cache']);
  for (const name of COMMAND_LINE_FUNCTIONS) {
    const text = files.get(name) ?? '';
    const cachedData = Buffer.from(caches.get(`${name}.cache`) ?? '');
    expect(new Script(text, { filename: name, cachedData }).cachedDataRejected).toBe(false);
    expect(cachedData.length).toBeGreaterThan(new Script(text, { filename: name }).createCachedData().length);
  }
});

it('are missing for what is not loaded, and do not need a command line that works', async () => {
  expect([...(await commandLineCaches(filesOf('throw new Error("of the command line");'))).keys()]).toEqual([
    'entry.cjs.cache',
  ]);
  expect((await commandLineCaches(filesOf('not a program'))).size).toBe(0);
});
