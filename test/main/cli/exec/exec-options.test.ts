import { describe, expect, it } from 'vitest';
import { readExecOptions } from '../../../../main/cli/exec/exec-options';
import { type ParsedValues, ParsedOptions } from '../../../../main/cli/words/parsed-options';

const read = (flags: ParsedValues, command: readonly string[] = ['bot']) =>
  readExecOptions(new ParsedOptions(flags, { command }));

describe('the flags of exec', () => {
  it('have their defaults', () => {
    expect(read({}, ['bot', '--env', 'x'])).toEqual({
      command: ['bot', '--env', 'x'],
      minValidMs: undefined,
      waitMs: undefined,
      reason: undefined,
      env: [],
      isOnlyOwnEnv: false,
      hasTokenFile: false,
      onRefresh: { kind: 'none' },
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 30_000,
      cwd: undefined,
    });
  });

  it('are read', () => {
    const flags = {
      'min-valid': '2m',
      env: ['A', 'B=cookie'],
      'on-refresh': 'restart',
      'stop-signal': 'int',
      'stop-timeout': '0',
      'token-file': true,
    } as const;
    expect(read(flags)).toMatchObject({
      minValidMs: 120_000,
      env: [
        { name: 'A', field: 'access_token' },
        { name: 'B', field: 'cookie' },
      ],
      onRefresh: { kind: 'restart' },
      stopSignal: 'SIGINT',
      stopTimeoutMs: 0,
      hasTokenFile: true,
    });
  });

  it('make a file where a signal announces that there is something to read', () => {
    expect(read({ 'on-refresh': 'signal:hup' })).toMatchObject({
      onRefresh: { kind: 'signal', signal: 'SIGHUP' },
      hasTokenFile: true,
    });
  });

  it.each([
    'signal:KILL',
    'signal:sigkill',
    'signal:STOP',
    'signal',
    'signal:',
    'signal:NOPE',
    'signal:HUP:1',
    'Restart',
    '',
  ])('refuse --on-refresh %j', (value) => {
    expect(() => read({ 'on-refresh': value })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('refuse nothing to run', () => {
    expect(() => read({}, [])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
