// A desktop assigns the app's windows to its desktop entry, with name and icon: in X11 by their class.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageConfig } from '../../build/packages/electron-builder.config.mjs';
import { openStage, type Stage } from './support/stage';

const run = promisify(execFile);
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

test('its window has the class that the desktop entry says', async () => {
  const app = await stage.start();
  await app.page();
  const { env } = stage.desktop;
  const { stdout: found } = await run('xdotool', ['search', '--onlyvisible', '--pid', String(app.pid)], { env });
  const ids = found.trim().split('\n');
  const classes = await Promise.all(
    ids.map(async (id) => (await run('xprop', ['-id', id, 'WM_CLASS'], { env })).stdout.trim()),
  );
  const entry = packageConfig.linux?.desktop?.entry;
  expect(classes).toContain(`WM_CLASS(STRING) = "axiom token manager", "${entry?.StartupWMClass}"`);
});
