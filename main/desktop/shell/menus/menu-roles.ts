// The menu entries that Electron implements itself: their meaning in words, and their shortcuts. Electron sets both in the menu;
// test/e2e/app-menu.test.ts compares the shortcuts with those of the real menu.

interface RoleEntry {
  readonly words: string;
  readonly accelerator: (platform: NodeJS.Platform) => string;
}

const always = (accelerator: string) => (): string => accelerator;

/** All roles that the menu uses. */
export const MENU_ROLES = {
  undo: { words: 'Undo', accelerator: always('CommandOrControl+Z') },
  redo: {
    words: 'Redo',
    accelerator: (platform) => (platform === 'win32' ? 'Control+Y' : 'Shift+CommandOrControl+Z'),
  },
  cut: { words: 'Cut', accelerator: always('CommandOrControl+X') },
  copy: { words: 'Copy', accelerator: always('CommandOrControl+C') },
  paste: { words: 'Paste', accelerator: always('CommandOrControl+V') },
  selectAll: { words: 'Select all', accelerator: always('CommandOrControl+A') },
  resetZoom: { words: 'Usual size of text', accelerator: always('CommandOrControl+0') },
  zoomIn: { words: 'Larger', accelerator: always('CommandOrControl+Plus') },
  zoomOut: { words: 'Smaller', accelerator: always('CommandOrControl+-') },
  togglefullscreen: {
    words: 'Full screen, and back',
    accelerator: (platform) => (platform === 'darwin' ? 'Control+Command+F' : 'F11'),
  },
  close: { words: 'Close the window', accelerator: always('CommandOrControl+W') },
} as const satisfies Record<string, RoleEntry>;

export type MenuRole = keyof typeof MENU_ROLES;
