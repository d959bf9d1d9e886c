import { describe, expect, it } from 'vitest';
import { called, type CallWorld } from '../../../support/command-line/called';
import { makeConsent, makeProfileState } from '../../../support/command-line/make-answers';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { FakeBroker } from '../../../support/cli/fake-broker';

const link = await new FakeBroker().broker();
const answers: CallWorld['answers'] = {
  'profiles.list': () => ({
    profiles: [makeProfileState(), makeProfileState({ name: 'a b' }), makeProfileState({ name: 'x\ny' })],
  }),
  'consumers.list': () => ({ policies: {}, consents: [makeConsent(), makeConsent()] }),
};

describe('names for completions', () => {
  it('are one line each, without names that contain a line break', async () => {
    expect((await called(['__complete', 'profile'], { answers, link })).stdout).toBe('main\na b\n');
    expect((await called(['__complete', 'consumer'], { answers, link })).stdout).toBe('bot.py\n');
  });

  it('are none where no app runs, or it does not answer within 200 ms: a person waits at the key', async () => {
    expect(await called(['__complete', 'profile'], { answers })).toMatchObject({ ending: 0, stdout: '', calls: [] });
    const clock = new FakeClock();
    const silent = { 'profiles.list': () => new Promise<never>(() => undefined) };
    const running = called(['__complete', 'profile'], { answers: silent, link, clock });
    await expect.poll(() => clock.requestedDelaysMs).toContain(200);
    await clock.advance(200);
    expect(await running).toMatchObject({ ending: 0, stdout: '', stderr: '' });
  });
});
