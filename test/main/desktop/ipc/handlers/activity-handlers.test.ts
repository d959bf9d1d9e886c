import { describe, expect, it } from 'vitest';
import { logRefreshes } from '../../../../../main/core/activity/refresh-activity';
import { createActivityHandlers } from '../../../../../main/desktop/ipc/handlers/activity-handlers';
import { CALL_SCHEMAS } from '../../../../../preload/contract/schemas';
import { failing } from '../../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { TestServices } from '../../../../support/make-services';

/** After one successful and one failed refresh. */
async function refreshed() {
  const services = await new TestServices().signedIn();
  logRefreshes(services.registry, services.activity);
  await services.advanceUntilDue();
  services.gateway.script.push(failing('NETWORK'));
  await services.advanceUntilDue();
  services.activity.add('app', 'Resumed');
  return { services, calls: createActivityHandlers(services) };
}

describe('the calls about the activity', () => {
  it('list what is asked for, newest first, and say whether there is more', async () => {
    const { calls } = await refreshed();
    const reply = await calls.listActivity({ most: 2 });
    expect(CALL_SCHEMAS.listActivity.reply.parse(reply)).toEqual(reply);
    expect([reply.entries.map(({ text }) => text), reply.hasMore]).toEqual([
      ['Resumed', 'Axiom could not be reached for the refresh'],
      true,
    ]);
    const problems = await calls.listActivity({ most: 9, kind: 'refresh', onlyProblems: true });
    expect(problems).toMatchObject({ entries: [{ isProblem: true, profileId: 'default' }], hasMore: false });
  });

  it('save what is asked for as a table, with the names of the accounts', async () => {
    const { services, calls } = await refreshed();
    services.chosenPath = '/home/you/activity.csv';
    expect(await calls.exportActivity({ kind: 'refresh' })).toEqual({ path: '/home/you/activity.csv', count: 2 });
    const rows = Buffer.from(services.written.get('/home/you/activity.csv') ?? [])
      .toString()
      .split('\r\n');
    const { name } = services.registry.get('default');
    expect([rows.length, rows[2]]).toEqual([4, expect.stringContaining(`,${name},refresh,,Refreshed in 40 ms,40,`)]);
  });

  it('name the accounts that were removed, in the list and in the table', async () => {
    const { services, calls } = await refreshed();
    await services.registry.add('foo', 'Bert');
    services.activity.add('sign-in', 'Signed out', 'foo');
    services.activity.add('sign-in', 'Signed out', 'forgotten');
    await services.registry.remove('foo');
    const reply = await calls.listActivity({ most: 2 });
    expect(CALL_SCHEMAS.listActivity.reply.parse(reply)).toMatchObject({ removed: [{ id: 'foo', name: 'Bert' }] });
    services.chosenPath = '/home/you/activity.csv';
    await calls.exportActivity({ kind: 'sign-in' });
    const table = Buffer.from(services.written.get('/home/you/activity.csv') ?? []).toString();
    expect(table).toContain(',Bert,sign-in,');
    expect(table).toContain(',a removed account (forgotten),sign-in,');
  });

  it('save nothing where the person cancels, and say why where it fails', async () => {
    const { services, calls } = await refreshed();
    services.chosenPath = undefined;
    await expect(calls.exportActivity({})).rejects.toMatchObject({ code: 'CANCELLED' });
    services.chosenPath = '/x';
    services.activityFile.failure = 'STORAGE_DENIED';
    await expect(calls.exportActivity({})).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    expect(services.written.size).toBe(0);
  });

  it.each(['day', 'month'] as const)('report how the refreshes of a %s went', async (span) => {
    const { calls } = await refreshed();
    const reply = await calls.describeRefreshes({ profileId: 'default', span });
    expect(CALL_SCHEMAS.describeRefreshes.reply.parse(reply)).toEqual(reply);
    expect(reply.parts.length).toBe(span === 'day' ? 48 : 30);
    expect(reply.parts.at(-1)).toMatchObject({ worked: 1, failed: 1, medianMs: 40 });
    expect(reply.hosts.map(({ worked, failures }) => [worked, failures.length])).toEqual(
      expect.arrayContaining([
        [1, 0],
        [0, 1],
      ]),
    );
  });

  it('report nothing of an account that is not there', async () => {
    const { calls } = await refreshed();
    await expect(calls.describeRefreshes({ profileId: 'nobody', span: 'day' })).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
  });
});
