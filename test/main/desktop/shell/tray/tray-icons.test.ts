import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../../../build/project-root.mjs';
import { iconNames } from '../../../../../main/desktop/shell/tray/tray-icons';

it('names the icons of all headlines, and no other', () => {
  const files = readdirSync(join(projectRoot, 'build/icons'));
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const names = iconNames(platform);
    const template = platform === 'darwin';
    const there = files.filter((file) => /^tray-[^@]*\.png$/.test(file) && file.includes('Template') === template);
    expect(names.map((name) => `${name}.png`).sort()).toEqual(there.sort());
  }
});
