// A passphrase that is typed as soon as it is asked for, in a real terminal: nothing of it is shown.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandLine } from '../support/cli/command-line';
import { Terminal } from '../support/cli/terminal';
import { makeTemporaryFolder } from '../support/temporary-folder';

const SECRET = 'seven-herons-over-the-lake';

let line: CommandLine;
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
beforeAll(async () => {
  line = await CommandLine.open();
  folder = await makeTemporaryFolder();
  await line.broker.start();
});
afterAll(async () => {
  await line.dispose();
  await folder.remove();
});

it('shows no passphrase, however soon it is typed', async () => {
  const terminal = new Terminal({ ...line.env, AXT: line.words.join(' ') });
  for (let time = 0; time < 4; time++) {
    await terminal.runs(`$AXT backup ${join(folder.path, 'out')}`);
    await terminal.sees('assphrase for the backup: ');
    terminal.type(`${SECRET}\r`);
    await terminal.sees('Repeat it: ');
    terminal.type(`${SECRET}\u0003`);
  }
  await terminal.runs('echo over');
  await terminal.sees('over');
  expect(terminal.shown).not.toContain(SECRET.slice(0, 5));
  await terminal.close();
});
