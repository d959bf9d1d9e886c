import { expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';

const answers = { pause: () => ({ paused: true }) as const };

it('pauses at once, with a reason where there is one', async () => {
  expect(await called(['pause'], { answers })).toMatchObject({
    ending: 0,
    stdout: 'Everything is paused.\n',
    stderr: expect.stringContaining('axiom-tokens resume'),
    calls: [['pause', {}]],
  });
  expect((await called(['pause', '--reason', 'wild'], { answers })).calls).toEqual([['pause', { reason: 'wild' }]]);
});
