import { describe, expect, it } from 'vitest';
import { enableSandboxWherePossible } from '../../../../../main/desktop/shell/windows/harden-session';

describe('the sandbox of all processes', () => {
  it.each([
    [['electron', '.'], 1],
    [['electron', '--no-sandbox', '.'], 0],
  ])('with %j is asked for %d times', (argv, times) => {
    let asked = 0;
    enableSandboxWherePossible({ enableSandbox: () => void asked++ } as never, argv);
    expect(asked).toBe(times);
  });
});
