import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { KeptSubmenus } from '../../../../../main/desktop/shell/menus/kept-submenus';
import type { MenuEntry } from '../../../../../main/desktop/shell/menus/menu-entries';
import { menuTemplate } from '../../../../../main/desktop/shell/menus/menu-template';

interface Made {
  readonly template: MenuItemConstructorOptions[];
}
const keeper = () => new KeptSubmenus((template) => ({ template }) as unknown as Electron.Menu);
const submenu = (label: string, ...entries: string[]): MenuEntry => ({
  type: 'submenu',
  label,
  entries: entries.map((text) => ({ type: 'status', label: text })),
});

it('a submenu whose entries are the same goes into the next menu, under its new label; a changed one is made again', () => {
  const kept = keeper();
  const menuOf = (...entries: MenuEntry[]) => menuTemplate(entries, () => {}, 'without-accelerators', kept.next());
  const [main, hedge] = menuOf(submenu('main, 2 min', 'Copy'), submenu('hedge', 'Resume'));
  const [later, changed] = menuOf(submenu('main, 1 min', 'Copy'), submenu('hedge', 'Pause'));
  expect(later).toEqual({ ...main, label: 'main, 1 min' });
  expect(later?.submenu).toBe(main?.submenu);
  expect(changed?.submenu).not.toBe(hedge?.submenu);
  expect((changed?.submenu as unknown as Made | undefined)?.template).toEqual([{ label: 'Pause', enabled: false }]);
});

it('two equal submenus of one menu are two, and one that was left out once is made again', () => {
  const kept = keeper();
  const first = kept.next();
  const [one, two] = [first('a', () => []), first('a', () => [])];
  expect(two).not.toBe(one);
  const second = kept.next();
  expect([second('a', () => []), second('a', () => [])].map((each) => each === one || each === two)).toEqual([
    true,
    true,
  ]);
  kept.next();
  expect(kept.next()('a', () => [])).not.toBe(one);
});
