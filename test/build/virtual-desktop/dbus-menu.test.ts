import { describe, expect, it } from 'vitest';
import type { BusConnection } from '../../../build/virtual-desktop/bus-connection.mjs';
import { findEntry, labelsOf, type MenuEntry, readMenuAt, textOf } from '../../../build/virtual-desktop/dbus-menu.mjs';
import { makeMenuEntry as entry } from '../../support/tray-host';

type Layout = [number, Record<string, unknown>, Layout[]];

/** An application that exports this menu, and the calls it got. */
function application(children: Layout[], isToldBefore = true) {
  const asked: unknown[][] = [];
  const call: BusConnection['call'] = async (service, path, iface, member, signature, body) => {
    asked.push([service, path, iface, member, signature, body]);
    if (member === 'AboutToShow' && !isToldBefore) throw new Error('no such method');
    return member === 'GetLayout' ? [1, [0, {}, children]] : [false];
  };
  return { asked, read: () => readMenuAt({ call } as BusConnection, ':1.5', '/menu') };
}

describe('a menu over D-Bus', () => {
  it('gets the call that announces its display, then is read completely', async () => {
    const { asked, read } = application([]);
    expect(await read()).toEqual([]);
    expect(asked).toEqual([
      [':1.5', '/menu', 'com.canonical.dbusmenu', 'AboutToShow', 'i', [0]],
      [':1.5', '/menu', 'com.canonical.dbusmenu', 'GetLayout', 'iias', [0, -1, []]],
    ]);
  });

  it('is read all the same from an application without that call', async () => {
    const { read } = application([[1, { label: 'Quit' }, []]], false);
    expect(labelsOf(await read())).toEqual(['Quit']);
  });

  it('is normal, enabled and visible where nothing else is said', async () => {
    const { read } = application([[7, { label: 'Quit' }, []]]);
    expect(await read()).toEqual([entry('Quit', { id: 7 })]);
  });

  it.each<[string, Record<string, unknown>, Partial<MenuEntry>]>([
    ['a mark of a key', { label: '_Copy _token' }, { label: 'Copy token' }],
    ['an underscore', { label: 'my__bot_' }, { label: 'my_bot' }],
    ['a separator', { type: 'separator' }, { type: 'separator', label: '' }],
    ['a line of status', { label: 'x', enabled: false }, { enabled: false }],
    ['a hidden entry', { label: 'x', visible: false }, { visible: false }],
    ['a checked entry', { label: 'x', 'toggle-type': 'checkmark', 'toggle-state': 1 }, { toggle: true }],
    ['an unchecked entry', { label: 'x', 'toggle-type': 'radio', 'toggle-state': 0 }, { toggle: false }],
    ['an entry half checked', { label: 'x', 'toggle-type': 'checkmark', 'toggle-state': -1 }, { toggle: false }],
    ['a state without a toggle', { label: 'x', 'toggle-state': 1, 'toggle-type': '' }, { toggle: undefined }],
  ])('with %s is read as such', async (_what, properties, expected) => {
    expect(await application([[1, properties, []]]).read()).toMatchObject([expected]);
  });

  it('has its submenus inside', async () => {
    const { read } = application([
      [
        1,
        { label: 'Bots' },
        [
          [2, { label: 'One' }, []],
          [3, { label: 'Two' }, []],
        ],
      ],
    ]);
    expect(await read()).toMatchObject([
      {
        label: 'Bots',
        children: [
          { id: 2, label: 'One' },
          { id: 3, label: 'Two' },
        ],
      },
    ]);
  });
});

describe('entries', () => {
  const inner = entry('Refresh');
  const menu = [
    entry('Status'),
    entry(''),
    entry('Bots', { children: [inner, entry('Quit')] }),
    entry('Refresh'),
    entry('Quit'),
  ];

  it('are found by their exact label, submenus included, the first one first', () => {
    expect(findEntry(menu, 'Refresh')).toBe(inner);
    expect(findEntry(menu, 'Status')).toBe(menu[0]);
    expect(findEntry(menu, 'refresh')).toBeUndefined();
    expect(findEntry([], 'Status')).toBeUndefined();
  });

  it('are listed by label, those without one left out', () => {
    expect(labelsOf(menu)).toEqual(['Status', 'Bots', 'Refresh', 'Quit', 'Refresh', 'Quit']);
  });

  it.each([
    ['text', 'text'],
    ['', ''],
    [undefined, ''],
    [7, ''],
    [['text'], ''],
  ])('take %j for the text %j', (value, text) => expect(textOf(value)).toBe(text));
});
