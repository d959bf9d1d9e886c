// The real `axiom-tokens exec` under Node, with the app's broker in this process.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/cli/command-line';
import { waitUntil } from '../support/wait-until';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.open();
  await line.broker.start();
});
afterAll(() => line.dispose());
afterEach(() => line.broker.set({ failure: undefined, session: 'ok' }));

const exec = (flags: readonly string[], script: string) => line.run(['exec', ...flags, '--', 'sh', '-c', script]);
/** The tokens handed to programs by their keys. exec itself, which follows the token, gets it at any time. */
const handedToChildren = () => line.broker.handed.filter(({ consumer }) => consumer.kind === 'child');
const filesLeft = () => {
  const folder = join(line.folder, 'run/axiom-token-manager/exec');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('the program', () => {
  it('has the token, the socket to ask, and its key', async () => {
    const { printed, ended } = exec(
      ['--env', 'COOKIE=cookie'],
      'echo $AXIOM_ACCESS_TOKEN $COOKIE $AXIOM_TOKENS_PROFILE $AXIOM_TOKENS_SOCK; env | grep -c "^AXIOM_TOKENS_KEY=axe1_"',
    );
    expect(await ended).toEqual({ code: 0, signal: null });
    const [, generation] = /access\.token\.(\d+) auth-access-token=access\.token\.\1 /.exec(printed.stdout) ?? [];
    expect(generation).toBeDefined();
    expect(printed.stdout).toContain(` default ${line.broker.socket}\n1\n`);
    expect(printed.stderr).toBe('');
  });

  it('asks with its key, as the child of the program that started exec', async () => {
    const before = handedToChildren().length;
    const { ended, printed } = exec([], `${line.words.join(' ')} token`);
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(printed.stdout).toMatch(/^access\.token\.\d+\n$/);
    expect(handedToChildren().slice(before)).toMatchObject([
      { consumer: { kind: 'child', name: expect.stringContaining('with the key of sh from axiom-tokens exec') } },
    ]);
  });

  it('has stdin, stdout and stderr as they are: nothing is read or held up in between', async () => {
    const { child, ended, printed } = line.run(
      ['exec', '--', 'sh', '-c', 'head -c 3000000 /dev/zero | tr "\\0" x >&2; cat'],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    child.stdin?.end('y'.repeat(1_000_000));
    expect(await ended).toEqual({ code: 0, signal: null });
    expect([printed.stdout.length, printed.stderr.length]).toEqual([1_000_000, 3_000_000]);
  });

  it('in another exec has the inner one’s token and key', async () => {
    const before = handedToChildren().length;
    const { ended, printed } = exec(
      ['--env', 'OUTER=access_token'],
      `echo $AXIOM_TOKENS_KEY; ${line.words.join(' ')} exec -- sh -c 'echo $AXIOM_TOKENS_KEY; ${line.words.join(' ')} token --json' ; exit 9`,
    );
    expect(await ended).toEqual({ code: 9, signal: null });
    const [outer, inner] = printed.stdout.split('\n');
    expect(outer).toMatch(/^axe1_/);
    expect(inner).toMatch(/^axe1_/);
    expect(inner).not.toBe(outer);
    // The inner exec by the outer key, and the program by the inner one.
    const names = new Set(
      handedToChildren()
        .slice(before)
        .map(({ consumer }) => consumer.parent),
    );
    expect(names).toEqual(new Set(['sh', 'sh, with the key of sh from axiom-tokens exec']));
  });
});

describe('the help', () => {
  it('lists the ways for a program that runs longer than a token, in this order', async () => {
    const { ended, printed } = line.run(['exec', '--help']);
    expect((await ended).code).toBe(0);
    const answers = [
      '1. --token-file',
      '2. --on-refresh signal:HUP',
      '3. --on-refresh restart',
      '4. The socket, or watch',
    ];
    const places = answers.map((answer) => printed.stdout.indexOf(answer));
    expect(places.every((place, at) => place > (places[at - 1] ?? 0))).toBe(true);
  });
});

describe('the end', () => {
  it.each([
    ['the exit code', 'exit 42', { code: 42, signal: null }],
    ['a signal', 'kill -TERM $$', { code: null, signal: 'SIGTERM' }],
    ['a signal that Node has plans for', 'kill -USR1 $$', { code: null, signal: 'SIGUSR1' }],
    ['a kill', 'kill -KILL $$', { code: null, signal: 'SIGKILL' }],
    ['a crash', 'kill -SEGV $$', { code: null, signal: 'SIGSEGV' }],
    ['an interrupt', 'kill -INT $$', { code: null, signal: 'SIGINT' }],
  ])('is that of the program: %s', async (_what, script, end) => {
    expect(await exec([], script).ended).toEqual(end);
  });

  it.each([
    ['not there', ['exec', '--', 'axiom-no-such-program'], 127],
    ['not executable', ['exec', '--', '/etc/passwd'], 126],
    ['for a folder that is not there', ['exec', '--cwd', '/nowhere', '--', 'true'], 125],
  ])('of a program that is %s', async (_what, args, code) => {
    const { ended, printed } = line.run(args);
    expect(await ended).toEqual({ code, signal: null });
    expect(printed.stdout).toBe('');
    expect(printed.stderr).toMatch(/^axiom-tokens: /);
  });

  it('without a token ends with the reason’s code, and nothing is started', async () => {
    line.broker.set({ failure: 'PAUSED' });
    const { ended, printed } = exec([], 'echo started');
    expect(await ended).toEqual({ code: 7, signal: null });
    expect(printed.stdout).toBe('');
  });
});

describe('signals', () => {
  it.each(['TERM', 'HUP', 'USR1', 'USR2'])('%s goes on to the program', async (name) => {
    const { child, ended, printed } = exec(
      [],
      `trap 'echo heard; exit 3' ${name}; echo ready; while :; do sleep 0.02; done`,
    );
    await waitUntil('it is ready', () => printed.stdout.includes('ready'));
    child.kill(`SIG${name}` as NodeJS.Signals);
    expect(await ended).toEqual({ code: 3, signal: null });
    expect(printed.stdout).toBe('ready\nheard\n');
  });

  it('INT and QUIT are left to the terminal, which sends them to both', async () => {
    const { child, ended, printed } = exec([], `trap 'exit 4' TERM; echo ready; while :; do sleep 0.02; done`);
    await waitUntil('it is ready', () => printed.stdout.includes('ready'));
    child.kill('SIGINT');
    child.kill('SIGQUIT');
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 4, signal: null });
  });

  it('do not reach what a program has left behind', async () => {
    const { ended, printed } = exec([], '(sleep 0.3; echo left) & echo done');
    expect((await ended).code).toBe(0);
    expect(printed.stdout).toBe('done\nleft\n');
  });
});

describe('the file of the token', () => {
  const loop = 'while :; do sleep 0.02; done';

  it('is replaced before the signal, and removed at the end', async () => {
    const { child, ended, printed } = exec(
      ['--on-refresh', 'signal:HUP'],
      `trap 'echo $(cat $AXIOM_TOKEN_FILE)' HUP; trap 'exit 0' TERM; stat -c %a $AXIOM_TOKEN_FILE; cat $AXIOM_TOKEN_FILE; echo; ${loop}`,
    );
    await waitUntil('it has read', () => printed.stdout.split('\n').length === 3);
    const [mode, first = ''] = printed.stdout.split('\n');
    const generation = Number(first.split('.').at(-1));
    expect([mode, filesLeft().length]).toEqual(['600', 1]);
    for (const next of [1, 2]) {
      line.broker.renew();
      await waitUntil('it got the signal', () => printed.stdout.endsWith(`access.token.${generation + next}\n`));
    }
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(filesLeft()).toEqual([]);
  });

  it('of an exec that was killed is removed by the next', async () => {
    const { child, ended, printed } = exec(['--token-file'], `echo $$; exec sleep 100`);
    await waitUntil('it runs', () => printed.stdout.includes('\n'));
    const sleeper = Number(printed.stdout);
    expect(filesLeft()).toHaveLength(1);
    child.kill('SIGKILL');
    process.kill(sleeper, 'SIGKILL');
    await ended;
    expect(filesLeft()).toHaveLength(1);
    await exec([], 'true').ended;
    expect(filesLeft()).toEqual([]);
  });
});

describe('the key', () => {
  const ask = () => `${line.words.join(' ')} token --json >/dev/null && echo asked`;

  it('does not work after exec was killed', async () => {
    const { child, printed } = exec([], 'echo $AXIOM_TOKENS_KEY $$; exec sleep 100');
    await waitUntil('it runs', () => printed.stdout.includes('\n'));
    const [key = '', sleeper] = printed.stdout.trim().split(' ');
    child.kill('SIGKILL');
    process.kill(Number(sleeper), 'SIGKILL');
    await new Promise((resolve) => {
      child.once('exit', resolve);
    });
    const before = line.broker.handed.length;
    const { ended } = line.run(['token'], { env: { ...line.env, AXIOM_TOKENS_KEY: key } });
    await ended;
    expect(line.broker.handed.slice(before).map(({ consumer }) => consumer.kind)).toEqual(['program']);
  });

  it('still works after a restart of the app', async () => {
    const { child, ended, printed } = exec(
      [],
      `trap '${ask()}' USR1; trap 'exit 0' TERM; echo ready; while :; do sleep 0.02; done`,
    );
    await waitUntil('it is ready', () => printed.stdout.includes('ready'));
    await line.broker.stop();
    const before = handedToChildren().length;
    await line.broker.start();
    child.kill('SIGUSR1');
    await waitUntil('it has asked', () => printed.stdout.includes('asked'));
    expect(handedToChildren().length).toBe(before + 1);
    child.kill('SIGTERM');
    await ended;
  });
});

// They wait for the ends of tokens, so they run in parallel, each with its own broker.
describe.concurrent('over some time', () => {
  it('--timeout is only the time for the token', async ({ expect }) => {
    expect(await exec(['--timeout', '5s'], 'sleep 5.5; exit 8').ended).toEqual({ code: 8, signal: null });
  });

  it('a restart gives each child a token of its own, one child at a time, through many short lives', async ({
    expect,
  }) => {
    const { execThere } = await withTokensOf(2_400);
    const log = join(line.folder, 'restarts');
    const { child, ended } = execThere(
      ['--on-refresh', 'restart'],
      `echo "start $AXIOM_ACCESS_TOKEN" >>${log}; trap 'echo "end $AXIOM_ACCESS_TOKEN" >>${log}; exit 0' TERM; while :; do sleep 0.02; done`,
    );
    const starts = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
    await waitUntil('three restarts', () => starts().length >= 7);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, signal: null });
    const events = starts().map((each) => each.split(' '));
    expect(events.map(([event]) => event)).toEqual(events.map((_each, at) => (at % 2 === 0 ? 'start' : 'end')));
    const tokens = events.filter(([event]) => event === 'start').map(([, token]) => token);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('a program that will not end is killed for the next one when its time is over', async ({ expect }) => {
    const { broker, execThere } = await withTokensOf(2_400);
    const { child, ended, printed } = execThere(
      ['--on-refresh', 'restart', '--stop-timeout', '300ms'],
      `trap 'echo ignored' TERM; trap 'exit 6' USR1; echo up; while :; do sleep 0.02; done`,
    );
    await waitUntil('the next one', () => printed.stdout.includes('up\nignored\nup\n'));
    broker.lifetimeMs = 15 * 60_000;
    broker.renew();
    child.kill('SIGUSR1');
    expect(await ended).toEqual({ code: 6, signal: null });
  });

  it('the warning is one line on stderr that names the options, and none with --quiet', async ({ expect }) => {
    const { execThere } = await withTokensOf(61_500);
    const loud = execThere([], 'sleep 2.5');
    const quiet = execThere(['--quiet'], 'sleep 2.5');
    await Promise.all([loud.ended, quiet.ended]);
    expect(loud.printed.stderr).toMatch(/^axiom-tokens: .* --token-file, .* --on-refresh restart, .*\n$/);
    expect(quiet.printed.stderr).toBe('');
  });

  async function withTokensOf(lifetimeMs: number) {
    const { broker, env } = await line.another();
    broker.lifetimeMs = lifetimeMs;
    broker.renew();
    const execThere = (flags: readonly string[], script: string) =>
      line.run(['exec', ...flags, '--', 'sh', '-c', script], { env });
    return { broker, execThere };
  }
});
