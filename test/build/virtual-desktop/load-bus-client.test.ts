// The client as `npm start` loads it: by plain Node, without TypeScript.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../build/project-root.mjs';
import { runCommand } from '../../../build/run-command.mjs';

it('can be loaded by plain Node, and is bundled once', async () => {
  const module = pathToFileURL(join(projectRoot, 'build/virtual-desktop/load-bus-client.mjs')).href;
  const program = `
    const { loadBusClient } = await import(${JSON.stringify(module)});
    const [one, other] = await Promise.all([loadBusClient(), loadBusClient()]);
    try { one.openBus('nonsense'); } catch (error) { console.log(one === other, error.name); }`;
  const printed = await runCommand(process.execPath, ['--input-type=module', '--eval', program], { env: {} });
  expect(printed.trim()).toBe('true BusLost');
});
