// Writes V8's code cache of the command line's entry after fetching one token with it, so that the cache contains all functions that this needs: V8 compiles them at
// their first call only. Run by single-executable.mjs in its own process, with the entry's text and the output file. The app's side is simulated here.
'use strict';
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { createRequire } = require('node:module');
const { Script } = require('node:vm');

const [, , entry, target] = process.argv;
const name = path.basename(entry);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'axiom-tokens-'));
const socket =
  process.platform === 'win32' ? `\\\\.\\pipe\\axiom-tokens-${process.pid}` : path.join(folder, 'app.sock');
const soon = new Date(Date.now() + 600_000).toISOString();
const ANSWERS = {
  hello: { protocol: 1, server: { kind: 'app', version: '0', pid: process.pid }, capabilities: ['token.get'] },
  'token.get': { schema: 'axiom-tokens.token.v1', profile: 'default', access_token: 'a.b.c', expires_at: soon },
};

const script = new Script(fs.readFileSync(entry, 'utf8'), { filename: name });
process.once('exit', () => {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.writeFileSync(target, script.createCachedData());
});

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
  process.argv = [process.argv[0], name, 'token', '--socket', socket];
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(entry), module, name, folder);
});
