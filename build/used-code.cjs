// Writes V8's code caches of the command line's functions after fetching a token with them, so that the caches contain all functions that this needs: V8 compiles
// them at their first call only. Run by command-line-caches.mjs in its own process, with their folder, the first one's name, and the command line's arguments. The app's side is simulated here.
'use strict';
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { Script } = require('node:vm');

const [node, , parts, entry, ...words] = process.argv;
const scripts = new Map();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'axiom-tokens-'));
const socket =
  process.platform === 'win32' ? `\\\\.\\pipe\\axiom-tokens-${process.pid}` : path.join(folder, 'app.sock');
const soon = new Date(Date.now() + 600_000).toISOString();
const ANSWERS = {
  hello: { protocol: 1, server: { kind: 'app', version: '0', pid: process.pid }, capabilities: ['token.get'] },
  'token.get': { schema: 'axiom-tokens.token.v1', profile: 'default', access_token: 'a.b.c', expires_at: soon },
};

process.once('exit', () => {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [name, script] of scripts) fs.writeFileSync(path.join(parts, `${name}.cache`), script.createCachedData());
});

/** Loads a part, like `require`. Node's own modules are all that the parts need besides. */
function load(name) {
  if (!name.startsWith('./')) return require(name);
  const script = new Script(fs.readFileSync(path.join(parts, name), 'utf8'), { filename: path.basename(name) });
  scripts.set(path.basename(name), script);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, load, module, name, folder);
  return module.exports;
}

const server = net.createServer((client) => {
  client.on('error', () => undefined);
  client.on('data', (lines) => {
    for (const line of String(lines).trim().split('\n')) {
      const { id, method } = JSON.parse(line);
      client.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: ANSWERS[method] })}\n`);
    }
  });
});
server.listen(socket, () => {
  server.unref();
  process.argv = [node, entry, ...words];
  process.env.AXIOM_TOKENS_SOCK = socket;
  load(`./${entry}`);
});
