import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';

it('is the folder of the checkout that holds package.json', async () => {
  expect(projectRoot).toBe(join(import.meta.dirname, '../..'));
  const manifest = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as unknown;
  expect(manifest).toMatchObject({ name: 'axiom-token-manager' });
});
