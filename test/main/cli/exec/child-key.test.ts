import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeChildKey, programName } from '../../../../main/cli/exec/child-key';

describe('the key of a child', () => {
  it('is 256 random bits, of which the app gets the hash', () => {
    const { key, registration } = makeChildKey(['/usr/bin/bot']);
    expect(key).toMatch(/^axe1_[\w-]{43}$/);
    expect(registration).toEqual({ key_sha256: createHash('sha256').update(key).digest('hex'), program: 'bot' });
    expect(makeChildKey(['bot']).key).not.toBe(key);
  });
});

describe('the name of a program', () => {
  it.each([
    [['/usr/bin/python3', 'bots/bot.py', '--secret', 'x'], 'python3 running bot.py'],
    [['python3', '-m', 'bot.py'], 'python3'],
    [['curl', 'secret.txt'], 'curl'],
    [['node', 'missing.js'], 'node'],
    [['a\u001b[31m\nb'], 'a[31mb'],
    [['\n'], 'a program'],
    [['x'.repeat(500)], 'x'.repeat(80)],
  ])('of %j is %j', (command, name) => {
    expect(programName(command, (path) => path === 'bots/bot.py')).toBe(name);
  });
});
