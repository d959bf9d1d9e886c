import { describe, expect, it } from 'vitest';
import { createProgramHandlers } from '../../../../../main/desktop/ipc/handlers/program-handlers';
import type { Consent } from '../../../../../main/handout/consent';
import { CALL_SCHEMAS } from '../../../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { FakeConsents } from '../../../../support/fakes/consents/fake-consents';
import { TestServices } from '../../../../support/make-services';

const CONSENT: Consent = {
  id: 'c1',
  profileId: 'default',
  programId: '/usr/bin/python3 /home/you/bot.py',
  name: 'python3 running bot.py',
  decision: 'allow',
  scope: 'session',
  sessionId: 'tty 3',
  by: 'told',
  decidedAtMs: FAKE_START_MS,
};

/** With one account and decisions about programs. */
async function remembering(...consents: readonly Consent[]) {
  const services = await new TestServices().signedIn();
  const decided = new FakeConsents();
  decided.consents = [...consents];
  const newest = (): string | undefined => services.snapshot().activity[0]?.text;
  const { registry, activity, socketTrouble } = services;
  const calls = createProgramHandlers({ registry, activity, socketTrouble, handout: { consents: decided.port } });
  return { services, decided, calls, newest };
}
const ABOUT = { profileId: 'default', programId: 'c1' };

describe('the calls about programs', () => {
  it('list the decisions, with names that cannot imitate the app’s own text, and the policy of each account', async () => {
    const { calls } = await remembering(CONSENT, {
      ...CONSENT,
      ...{ id: 'c2', name: `bot\u202e\n${'x'.repeat(5000)}`, kind: 'refresh', decision: 'deny', lastUsedAtMs: 5 },
    });
    const reply = await calls.listPrograms();
    expect(CALL_SCHEMAS.listPrograms.reply.parse(reply)).toEqual(reply);
    expect(reply.policies).toEqual([{ profileId: 'default', policy: 'notify' }]);
    const { sessionId: _session, ...told } = CONSENT;
    expect(reply.programs[0]).toEqual(told);
    expect(reply.programs[1]).toMatchObject({ isAboutRefreshToken: true, lastUsedAtMs: 5 });
    expect(reply.programs[1]?.name).toMatch(/^bot\uFFFD\uFFFDx{10,200}…x+$/);
  });

  it('report what keeps programs from the app, while something does', async () => {
    const { services, calls } = await remembering();
    expect(await calls.listPrograms()).not.toHaveProperty('socketTrouble');
    services.socketTrouble.set({ message: 'Taken.', remedy: 'End it.' });
    const reply = await calls.listPrograms();
    expect(CALL_SCHEMAS.listPrograms.reply.parse(reply).socketTrouble).toEqual({
      message: 'Taken.',
      remedy: 'End it.',
    });
  });

  it('set the policy, and note that in the activity once', async () => {
    const { services, decided, calls, newest } = await remembering();
    await calls.askAboutPrograms({ profileId: 'default' });
    expect(decided.policiesById.get('default')).toBe('ask');
    expect(newest()).toMatch(/only after a question to you/);
    const before = services.snapshot().activity.length;
    await calls.askAboutPrograms({ profileId: 'default' });
    expect(services.snapshot().activity).toHaveLength(before);
    await calls.notifyOfPrograms({ profileId: 'default' });
    expect(decided.policiesById.get('default')).toBe('notify');
  });

  it.each<[call: 'allowProgram' | 'blockProgram' | 'forgetProgram', left: Partial<Consent> | undefined, said: string]>([
    ['allowProgram', { decision: 'allow', scope: 'always', by: 'person' }, 'Always allowed to have tokens: python3'],
    ['blockProgram', { decision: 'deny', scope: 'always' }, 'Blocked from tokens: python3'],
    ['forgetProgram', undefined, 'No longer allowed to have tokens: python3'],
  ])('%s changes what is remembered, and says it in the activity', async (call, left, said) => {
    const { decided, calls, newest } = await remembering(CONSENT);
    await calls[call](ABOUT);
    if (left) expect(decided.consents[0]).toMatchObject(left);
    else expect(decided.consents).toEqual([]);
    expect(newest()).toContain(said);
  });

  it('describe a block that is removed as a block', async () => {
    const { calls, newest } = await remembering({ ...CONSENT, decision: 'deny' });
    await calls.forgetProgram(ABOUT);
    expect(newest()).toContain('No longer blocked from tokens');
  });

  it.each(['allowProgram', 'blockProgram', 'forgetProgram'] as const)(
    '%s changes nothing for a program that is not in the list any more',
    async (call) => {
      const { decided, calls } = await remembering({ ...CONSENT, id: 'c9' });
      await expect(calls[call](ABOUT)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      expect(decided.consents).toHaveLength(1);
    },
  );

  it('fail where nothing can be read, and note nothing', async () => {
    const { services, decided, calls } = await remembering(CONSENT);
    const before = services.snapshot().activity.length;
    decided.failure = 'STORAGE_DENIED';
    for (const run of [
      () => calls.listPrograms(),
      () => calls.askAboutPrograms({ profileId: 'default' }),
      () => calls.blockProgram(ABOUT),
    ]) {
      await expect(run()).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    }
    expect(services.snapshot().activity).toHaveLength(before);
  });

  it('refuse an account that does not exist', async () => {
    const { calls } = await remembering();
    await expect(calls.notifyOfPrograms({ profileId: 'nobody' })).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
  });
});
