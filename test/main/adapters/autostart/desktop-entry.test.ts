import { describe, expect, it } from 'vitest';
import {
  desktopEntry,
  execLine,
  programOfExec,
  readDesktopEntry,
} from '../../../../main/adapters/autostart/desktop-entry';

describe('the line that starts the app', () => {
  it.each<[string, string]>([
    ['/opt/axiom/app', '/opt/axiom/app'],
    ['/opt/Axiom Manager/app', '"/opt/Axiom Manager/app"'],
    ['/opt/ünïcode/app', '/opt/ünïcode/app'],
    ["/opt/o'hara/app", `"/opt/o'hara/app"`],
    ['/opt/100%/app', '/opt/100%%/app'],
    ['/opt/%f/app', '/opt/%%f/app'],
    ['/opt/a"b/app', String.raw`"/opt/a\\"b/app"`],
    ['/opt/a$b/app', String.raw`"/opt/a\\$b/app"`],
    ['/opt/a`b/app', '"/opt/a\\\\`b/app"'],
    ['/opt/a\\b/app', String.raw`"/opt/a\\\\b/app"`],
    ['/opt/a\nb/app', String.raw`"/opt/a\nb/app"`],
    ['/opt/a\tb/app', String.raw`"/opt/a\tb/app"`],
    ['/opt/(a)/app', '"/opt/(a)/app"'],
    ['/opt/a;b/app', '"/opt/a;b/app"'],
    ['/opt/~a/app', '"/opt/~a/app"'],
    ['/opt/a#b/app', '"/opt/a#b/app"'],
  ])('%j is written as %s', (program, line) => {
    expect(execLine([program])).toBe(line);
    expect(execLine(['/a', program])).toBe(`/a ${line}`);
    expect(programOfExec(execLine([program, '--hidden']))).toBe(program);
  });

  it('has each argument separately, also an empty one', () => {
    expect(execLine(['/a', '', '--user-data-dir=/a b', '--hidden'])).toBe('/a "" "--user-data-dir=/a b" --hidden');
  });

  it('cannot begin with a path that has an equals sign', () => {
    expect(() => execLine(['/opt/a=b/app'])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});

it('gives no program where the quotes are not closed', () => {
  expect(programOfExec('"/opt/a')).toBeUndefined();
  expect(programOfExec('')).toBeUndefined();
});

it('is a complete desktop file, which is recognised as ours', () => {
  const text = desktopEntry(['/opt/Axiom Manager/app', '--hidden']);
  expect(text.split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Axiom Token Manager',
    'Comment=Keeps Axiom Trade sign-ins alive',
    'Exec="/opt/Axiom Manager/app" --hidden',
    'Terminal=false',
    'StartupNotify=false',
    'X-Axiom-Token-Manager=1',
    '',
  ]);
  expect(readDesktopEntry(text, [])).toEqual({
    kind: 'ours',
    isEnabled: true,
    command: '"/opt/Axiom Manager/app" --hidden',
  });
});

describe('a file that was found', () => {
  const with_ = (...lines: string[]) => `${desktopEntry(['/a', '--hidden'])}${lines.join('\n')}`;
  const ours = (isEnabled: boolean) => ({ kind: 'ours', isEnabled, command: '/a --hidden' });
  it.each<[string, string, unknown]>([
    ['hidden', with_('Hidden=true'), ours(false)],
    ['not hidden', with_('Hidden=false'), ours(true)],
    ['hidden, with spaces', with_('Hidden = true '), ours(false)],
    ['switched off by GNOME', with_('X-GNOME-Autostart-enabled=false'), ours(false)],
    ['switched on by GNOME', with_('X-GNOME-Autostart-enabled=true'), ours(true)],
    ['for other desktops only', with_('OnlyShowIn=KDE;XFCE;'), ours(false)],
    ['for this desktop', with_('OnlyShowIn=KDE;GNOME;'), ours(true)],
    ['for this desktop, without the last semicolon', with_('OnlyShowIn=GNOME'), ours(true)],
    ['for no desktop', with_('OnlyShowIn='), ours(false)],
    ['for all but this desktop', with_('NotShowIn=GNOME;'), ours(false)],
    ['for all but others', with_('NotShowIn=KDE;'), ours(true)],
    ['for this desktop, whose other name is left out', with_('OnlyShowIn=ubuntu;', 'NotShowIn=GNOME;'), ours(true)],
    [
      'for another name of it, the first of which is left out',
      with_('OnlyShowIn=GNOME;', 'NotShowIn=ubuntu;'),
      ours(false),
    ],
    ['with a program to be tried', with_('TryExec=/a\\sb'), { ...ours(true), tryExec: '/a b' }],
    ['hidden in another group', with_('[Desktop Action x]', 'Hidden=true'), ours(true)],
    ['hidden in a comment', with_('# Hidden=true'), ours(true)],
    ['with line ends of Windows', with_('Hidden=true').replaceAll('\n', '\r\n'), ours(false)],
    ['of another program', '[Desktop Entry]\nType=Application\nExec=/a --hidden\n', { kind: 'foreign' }],
    [
      'with our key in another group',
      '[Desktop Entry]\nExec=/a\n[Other]\nX-Axiom-Token-Manager=1',
      { kind: 'foreign' },
    ],
    ['without a command', '[Desktop Entry]\nX-Axiom-Token-Manager=1', { kind: 'foreign' }],
    ['empty', '', { kind: 'foreign' }],
    ['no text', '\u0000\u0001\u0002', { kind: 'foreign' }],
  ])('%s', (_what, text, found) => {
    expect(readDesktopEntry(text, ['ubuntu', 'GNOME'])).toEqual(found);
  });
});
