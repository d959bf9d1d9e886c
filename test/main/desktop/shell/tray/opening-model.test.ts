import { expect, it } from 'vitest';
import { openingModel } from '../../../../../main/desktop/shell/tray/opening-model';
import { iconNames } from '../../../../../main/desktop/shell/tray/tray-icons';

it.each(['linux', 'darwin', 'win32'] as const)(
  'says that the app opens, and offers what can be done then, on %s',
  (platform) => {
    const { iconName, tooltip, title, entries } = openingModel(platform);
    expect([tooltip, title]).toEqual(['Axiom Token Manager', undefined]);
    expect(iconNames(platform)).toContain(iconName);
    expect(
      entries.flatMap((entry) =>
        entry.type === 'command' ? [[entry.label, entry.command.kind, entry.isEnabled]] : [],
      ),
    ).toEqual([
      ['Open Axiom Token Manager', 'open-window', true],
      ['Quit', 'quit', true],
    ]);
    expect(entries[0]).toEqual({ type: 'status', label: 'Opening' });
  },
);
