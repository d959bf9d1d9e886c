// The lines are run by test/contracts/program-ways.test.ts, and README contains the same.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  appImageSetUp,
  bothSetUps,
  type CommandWords,
  ownPlacesSetUp,
  waysToUse,
} from '../../../main/handout/program-ways';

const ways = (command: CommandWords, platform: NodeJS.Platform = 'linux') =>
  Object.fromEntries(
    waysToUse({ command, profileId: 'main', apiOrigin: 'https://api.axiom.trade', platform }).map((way) => [
      way.id,
      way.lines,
    ]),
  );

describe('the lines', () => {
  it('name account and command', () => {
    for (const lines of Object.values(ways(['axiom-tokens']))) expect(lines).toMatch(/axiom-tokens.*main/s);
    expect(ways(['axiom-tokens'])['shell']).toBe('export AXIOM_ACCESS_TOKEN="$(axiom-tokens token -p main)"');
  });

  it('are one word for each shell and language, whatever is in the path', () => {
    const path = `/opt/it's "a" b\\c/axiom-tokens`;
    const odd = ways([path]);
    const typed = odd['exec']?.split(' exec ')[0] ?? '';
    expect(execFileSync('sh', ['-c', `printf %s ${typed}`]).toString()).toBe(path);
    const command = /command = (.*)/.exec(odd['python'] ?? '')?.[1] ?? '';
    expect(JSON.parse(command)[0]).toBe(path);
    expect(odd['rust']).toContain(String.raw`Command::new("/opt/it's \"a\" b\\c/axiom-tokens")`);
  });

  it('start a program of several words', () => {
    const source = ways(['node', '/src/dist/cli/axiom-tokens.cjs']);
    expect(source['shell']).toContain('$(node /src/dist/cli/axiom-tokens.cjs token -p main)');
    expect(source['python']).toContain('["node", "/src/dist/cli/axiom-tokens.cjs", "token", "-p", "main", "--json"]');
  });

  it('are PowerShell’s on Windows', () => {
    expect(ways(['axiom-tokens'], 'win32')['shell']).toBe('$env:AXIOM_ACCESS_TOKEN = axiom-tokens token -p main');
    expect(ways([String.raw`C:\Program Files\it's\axiom-tokens.exe`], 'win32')['shell']).toBe(
      String.raw`$env:AXIOM_ACCESS_TOKEN = & 'C:\Program Files\it''s\axiom-tokens.exe' token -p main`,
    );
  });
});

it('an AppImage gets its second name, whatever it is called', () => {
  expect(appImageSetUp("/home/me/it's.AppImage").line).toBe(
    `mkdir -p ~/.local/bin && ln -sf '/home/me/it'\\''s.AppImage' ~/.local/bin/axiom-tokens`,
  );
});

it('README has the same lines', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const section = /\n## Use it in your programs\n(.*?)\n## /s.exec(readme)?.[1] ?? '';
  const lines = waysToUse({
    ...{ command: ['axiom-tokens'], profileId: 'default', apiOrigin: 'https://api.axiom.trade', platform: 'linux' },
  });
  for (const way of lines) expect(section).toContain(`\n${way.lines}\n\`\`\`\n`);
});

describe('an app that is not where a shell looks', () => {
  const places = { dataDirectory: '/d', defaultDataDirectory: '/d', socket: '/run/s', isSocketInSession: true };
  it.each([
    [{}, 'linux', undefined],
    [{ dataDirectory: '/other' }, 'linux', 'export AXIOM_TOKENS_CONFIG_DIR=/other'],
    [{ isSocketInSession: false }, 'linux', 'export AXIOM_TOKENS_SOCK=/run/s'],
    [{ isSocketInSession: false, socket: undefined }, 'linux', undefined],
    [{ dataDirectory: "/it's" }, 'win32', "$env:AXIOM_TOKENS_CONFIG_DIR = '/it''s'"],
  ] as const)('%j on %s is found by %s', (more, platform, line) => {
    expect(ownPlacesSetUp({ ...places, ...more }, platform)?.line).toBe(line);
  });

  it('contains only the commands that exist', () => {
    const [one, other] = [
      { words: 'A.', line: 'a' },
      { words: 'B.', line: 'b' },
    ];
    expect([bothSetUps(one, other), bothSetUps(one, undefined), bothSetUps(undefined, undefined)]).toEqual([
      { words: 'A. B.', line: 'a\nb' },
      one,
      undefined,
    ]);
  });
});
