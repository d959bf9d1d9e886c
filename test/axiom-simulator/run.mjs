// Runs the simulator by hand: `node test/axiom-simulator/run.mjs [--port N] [--access-minutes N]`. Prints the two variables that point the app
// to it, and each 6-digit code. The sources are TypeScript, so they are bundled to a temporary file first.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, 'access-minutes': { type: 'string', default: '15' } },
});
const folder = await mkdtemp(join(tmpdir(), 'axiom-simulator-'));
const outfile = join(folder, 'simulator.mjs');
const entry = fileURLToPath(new URL('axiom-simulator.ts', import.meta.url));
await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
const { startAxiomSimulator } = await import(pathToFileURL(outfile).href);
await rm(folder, { recursive: true });

const print = (line) => process.stdout.write(`${line}\n`);
const simulator = await startAxiomSimulator({
  port: Number(values.port),
  switches: { accessLifetimeMs: Number(values['access-minutes']) * 60_000 },
  onCode: (email, code) => print(`6-digit code for ${email}: ${code}`),
});
print(`AXIOM_API_BASE=${simulator.env.AXIOM_API_BASE}`);
print(`AXIOM_SITE_BASE=${simulator.env.AXIOM_SITE_BASE}`);
print(`Sign in as ${simulator.account.email}, password ${simulator.account.password}. Ctrl-C ends it.`);
process.once('SIGINT', () => void simulator.dispose());
