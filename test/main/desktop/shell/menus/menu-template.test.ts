import { describe, expect, it } from 'vitest';
import type { AppCommand } from '../../../../../main/desktop/shell/menus/app-actions';
import type { MenuEntry } from '../../../../../main/desktop/shell/menus/menu-entries';
import { escapeMenuLabel, menuTemplate } from '../../../../../main/desktop/shell/menus/menu-template';

describe('menuTemplate', () => {
  const entries: MenuEntry[] = [
    { type: 'status', label: 'R&D: Healthy' },
    { type: 'separator' },
    { type: 'command', label: 'Quit', command: { kind: 'quit' }, isEnabled: false, accelerator: 'CmdOrCtrl+Q' },
  ];

  it('runs the entry that was chosen', () => {
    const run: AppCommand[] = [];
    const [, , quit] = menuTemplate(entries, (command) => void run.push(command), 'with-accelerators');
    quit?.click?.({} as never, undefined as never, {} as never);
    expect(run).toEqual([{ kind: 'quit' }]);
    expect(quit).toMatchObject({ enabled: false, accelerator: 'CmdOrCtrl+Q' });
  });

  it('puts no accelerators into the tray, and status lines cannot be chosen', () => {
    const [status, , quit] = menuTemplate(entries, () => {}, 'without-accelerators');
    expect(quit).not.toHaveProperty('accelerator');
    expect(status).toEqual({ label: 'R&&D: Healthy', enabled: false });
  });

  it('escapes what a menu would read as a mnemonic', () => {
    expect(escapeMenuLabel('a & b_c &&')).toBe('a && b_c &&&&');
  });
});
