import { describe, expect, it } from 'vitest';
import { readSignalName } from '../../../../main/cli/exec/signal-names';

describe('the name of a signal', () => {
  it.each([
    ['HUP', 'SIGHUP'],
    ['SIGUSR1', 'SIGUSR1'],
    ['sigterm', 'SIGTERM'],
  ])('%s is %s', (text, name) => expect(readSignalName(text, '--stop-signal')).toBe(name));

  it.each(['', 'SIG', '9', 'NOTHING', 'toString'])('refuses %j and names the flag', (text) => {
    expect(() => readSignalName(text, '--stop-signal')).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining('--stop-signal') }),
    );
  });
});
