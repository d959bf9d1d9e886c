// `axiom-tokens exec` in a real terminal, started by a shell with job control.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/cli/command-line';
import { Terminal } from '../support/cli/terminal';
import { waitUntil } from '../support/wait-until';

let line: CommandLine;
let terminal: Terminal;
beforeAll(async () => {
  line = await CommandLine.open();
  await line.broker.start();
});
afterAll(() => line.dispose());
beforeEach(() => {
  terminal = new Terminal({ ...line.env, AXT: line.words.join(' ') });
});
afterEach(() => terminal.close());

const exec = (script: string, flags = '') => terminal.runs(`$AXT exec ${flags} -- sh -c '${script}'; echo "code=$?"`);

describe('a program in a terminal', () => {
  it('has it, and therefore colours', async () => {
    await exec('for fd in 0 1 2; do test -t $fd && echo terminal $fd; done; ls --color=auto -d /');
    await terminal.sees('terminal 0');
    await terminal.sees('terminal 1');
    await terminal.sees('terminal 2');
    expect(await terminal.sees('code=0')).toContain('\u001b[');
  });

  it('is ended by Ctrl-C, and the shell sees that', async () => {
    await exec('echo up; exec sleep 100');
    await terminal.sees('up');
    terminal.type('\u0003');
    // A shell aborts the whole line when one of its programs dies by Ctrl-C.
    await terminal.runs('echo "then=$?"');
    await terminal.sees('then=130');
    expect(terminal.shown).not.toMatch(/axiom-tokens:|code=\d/);
  });

  it('may handle Ctrl-C itself, and exec continues with it', async () => {
    await exec('trap "echo caught" INT; echo up; until test "$text" = stop; do read text; done; echo over');
    await terminal.sees('up');
    terminal.type('\u0003');
    await terminal.sees('caught');
    terminal.type('stop\r');
    await terminal.sees('over');
    expect(await terminal.sees('code=0')).not.toContain('caught');
  });

  it('is ended by Ctrl-\\', async () => {
    await exec('echo up; exec sleep 100');
    await terminal.sees('up');
    terminal.type('\u001c');
    expect(await terminal.sees('code=131')).toContain('Quit');
  });

  it('is stopped by Ctrl-Z with exec, and both go on with fg', async () => {
    await exec('echo up; while read text; do echo "got $text"; done');
    await terminal.sees('up');
    terminal.type('\u001a');
    await terminal.sees('Stopped');
    await terminal.runs('echo the shell is here');
    await terminal.runs('fg');
    terminal.type('hello\r');
    await terminal.sees('got hello');
    terminal.type('\u0004');
    await terminal.runs('echo over');
    expect(await terminal.sees('over')).not.toContain('axiom-tokens:');
  });

  it.each(['TSTP', 'STOP'])('that stops itself by %s is stopped with exec, and goes on with fg', async (signal) => {
    await exec(`echo up; kill -${signal} $$; echo on; exit 6`);
    await terminal.sees('up');
    await terminal.sees('Stopped');
    await terminal.runs('fg');
    await terminal.sees('on');
    await terminal.runs('echo "then=$?"');
    expect(await terminal.sees('then=6')).not.toContain('axiom-tokens:');
  });

  it('goes on in the background with bg', async () => {
    await exec('echo up; sleep 0.3; echo down');
    await terminal.sees('up');
    terminal.type('\u001a');
    await terminal.sees('Stopped');
    await terminal.runs('bg');
    expect(await terminal.sees('down')).not.toContain('Stopped');
  });

  it('gets a signal when the window changes its size', async () => {
    await exec('trap "stty size; exit 0" WINCH; stty size; echo up; while :; do sleep 0.02; done');
    await terminal.sees('up');
    terminal.resize(33, 111);
    expect(await terminal.sees('code=0')).toContain('33 111');
  });

  it('that dies by a signal leaves the shell a terminal that works', async () => {
    await exec('stty -echo -icanon; kill -KILL $$');
    await terminal.sees('code=137');
    await terminal.runs('stty -a | tr " " "\\n" | grep -x -e icanon -e echo | sort | tr "\\n" " "; echo .');
    expect(await terminal.sees('.')).toContain('echo icanon .');
  });

  it('gets a signal when the terminal is closed, and its file is removed', async () => {
    const log = join(line.folder, 'hung-up');
    await exec(
      `trap "echo \\$AXIOM_TOKEN_FILE >${log}; exit 0" HUP; echo up; while :; do sleep 0.02; done`,
      '--token-file',
    );
    await terminal.sees('up');
    await terminal.close();
    await waitUntil('it got the signal', () => existsSync(log) && readFileSync(log, 'utf8').endsWith('\n'));
    const file = readFileSync(log, 'utf8').trim();
    expect(file).toContain('/exec/token-');
    await waitUntil('its file is removed', () => !existsSync(file));
  });

  it('and its restarted successor both have the terminal', async () => {
    line.broker.lifetimeMs = 2_400;
    line.broker.renew();
    await exec('echo "up $AXIOM_ACCESS_TOKEN"; read text; echo "got $text"', '--on-refresh restart');
    await terminal.sees('up ');
    await terminal.sees('up ');
    line.broker.lifetimeMs = 15 * 60_000;
    terminal.type('hello\r');
    await terminal.sees('got hello');
    expect(await terminal.sees('code=0')).not.toContain('up');
    line.broker.renew();
  });
});
