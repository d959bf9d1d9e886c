import { describe, expect, it } from 'vitest';
import {
  isClientFolder,
  isLookedInto,
  isOfClient,
  isOfSystem,
  isRead,
} from '../../../../main/core/leftovers/leftover-names';

describe('a folder', () => {
  it.each([
    ['bots', '/home/you/bots', true],
    ['.axiomtradeapi', '/home/you/.axiomtradeapi', true],
    ['.config', '/home/you/.config', true],
    ['proc', '/home/you/proc', true],
    ['dev', '/srv/dev', true],
    ['node_modules', '/home/you/bot/node_modules', false],
    ['.git', '/home/you/bot/.git', false],
    ['site-packages', '/home/you/venv/lib/site-packages', false],
    ['Trash', '/home/you/.local/share/Trash', false],
    ['.Trash-1000', '/mnt/.Trash-1000', false],
    ['proc', '/proc', false],
    ['sys', '/sys', false],
    ['dev', '/dev', false],
  ])('%s at %s is looked into: %s', (name, path, isLooked) => {
    expect(isLookedInto(name, path)).toBe(isLooked);
  });
});

describe('a file', () => {
  it.each([
    // Files of the clients, and copies of them.
    ['.axiom_tokens.json', 'bot', true, true],
    ['.axiom_session.json', 'bot', true, true],
    ['axiom-tokens.json.bak', 'bot', true, true],
    ['.axiom_tokens_main.json', 'bot', true, true],
    ['.env', 'bot', true, true],
    ['.env.local', 'bot', true, true],
    ['.env.production', 'bot', true, true],
    ['.env~', 'bot', true, true],
    ['.env.a\nb', 'bot', true, true],
    ['.envrc', 'bot', true, true],
    ['bot.env', 'bot', true, true],
    ['prod.env.bak', 'bot', true, true],
    ['.axiom_tokens (copy).json', 'bot', true, true],
    ['.axiom_tokens2.json', 'bot', true, true],
    ['axiom_tokens.txt', 'bot', true, true],
    ['tokens.enc', '.chipadev_data', true, true],
    ['refresh_token.json', '.axiomtradeapi', true, true],
    ['tokens.json', '.axiomtradeapi/main', true, true],
    // Any text file in a folder that the person named.
    ['notes.txt', 'bot', false, true],
    ['config.toml', 'bot', false, true],
    ['tokens', 'bot', false, true],
    ['environment.ts', 'bot', false, true],
    ['dev.environment', 'bot', false, true],
    // Files that are not text, and the app's own sealed files.
    ['picture.png', 'bot', false, false],
    ['axiom-tokens.axiombackup', 'bot', false, false],
    ['.axiom_tokens.axiomsealed', 'bot', false, false],
    // Shell histories.
    ['.bash_history', 'you', false, false],
    ['.zsh_history', 'you', false, false],
    ['.histfile', 'you', false, false],
    // The app's own temporary files.
    ['..axiom_tokens.json.4711-0123456789ab.tmp', 'bot', false, false],
    ['fish_history', 'fish', false, false],
    ['ConsoleHost_history.txt', 'PSReadLine', false, false],
    ['.psql_history', '.axiomtradeapi', false, false],
  ])('%s in %s is read at home: %s, in a named folder: %s', (name, folder, atHome, inFolder) => {
    const path = `/home/you/${folder}/${name}`;
    expect([isRead(path, 'home'), isRead(path, 'folder')]).toEqual([atHome, inFolder]);
  });

  it('is a client’s by its name or a folder above it, and an environment file is anybody’s', () => {
    const paths = [
      '/b/.axiom_tokens.json',
      '/b/.chipadev_data/a/anything',
      'C:\\b\\.axiomtradeapi\\x',
      '/b/.env',
      '/maths/axiomatic.txt',
    ];
    expect(paths.map(isOfClient)).toEqual([true, true, true, false, false]);
    expect(['.chipadev_data', '.axiomtradeapi', 'chipadev_data'].map(isClientFolder)).toEqual([true, true, false]);
  });
});

it.each([
  ['/proc', true],
  ['/proc/1', true],
  ['/sys', true],
  ['/run', true],
  ['/run/user/0', true],
  ['/run/media/you/stick', false],
  ['/home/proc', false],
  ['/', false],
])('%s is made up by the system: %s', (path, isSystem) => {
  expect(isOfSystem(path)).toBe(isSystem);
});
