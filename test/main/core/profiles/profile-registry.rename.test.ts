// Renaming an account: accepted names, and the effect on the list and its tokens.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { outcomeOf } from '../../../support/core-graph';
import { Machine } from '../../../support/machine';
import { putProfile } from '../../../support/put-profile';
import { TestServices } from '../../../support/make-services';

const names = ({ index }: Machine) => index.list().map(({ id, name }) => [id, name]);

describe('a new name', () => {
  it('is in the list and in the next run; id, place and tokens stay', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const tokens = run.manager().getTokens();
    let changes = 0;
    run.registry.onChange(() => changes++);
    await run.registry.rename('default', '  Bot   one ');
    expect([run.registry.get('default').name, names(machine), changes > 0]).toEqual([
      'Bot one',
      [['default', 'Bot one']],
      true,
    ]);
    const next = await machine.restarted(run);
    expect([next.registry.get('default').name, next.manager().getTokens()]).toEqual(['Bot one', tokens]);
  });

  it('may differ only in upper and lower case; exactly the same one writes nothing', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    await run.registry.rename('default', 'Main');
    expect(names(machine)).toEqual([['default', 'Main']]);
    machine.index.breakWith(new AxiomTokenError('STORAGE_DENIED'));
    expect(await outcomeOf(run.registry.rename('default', ' Main '))).toBeUndefined();
  });

  it.each([
    ['is empty', '  ', 'The account has no name yet.'],
    ['is too long', 'x'.repeat(41), 'At most 40 characters.'],
    ['cannot be seen', 'a\u202Eb', 'This name contains characters that cannot be shown.'],
    ['is another account’s', 'HEDGE', 'There is an account of this name already.'],
  ])('that %s is refused in the words of the check', async (_what, typed, message) => {
    const machine = new Machine();
    const run = await machine.signedIn();
    await run.registry.addNamed('Hedge');
    await expect(run.registry.rename('default', typed)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
    expect([run.registry.get('default').name, names(machine)]).toEqual(['main', [['default', 'main']]]);
  });

  it('that is the id of another account is refused, not that which is its own id', async () => {
    const run = await new Machine().signedIn();
    await run.registry.rename('default', 'Default');
    const { id } = await run.registry.addNamed('Hedge');
    await expect(run.registry.rename(id, 'default')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await run.registry.rename('default', 'main');
    await expect(run.registry.rename(id, 'default')).rejects.toMatchObject({
      message: 'Programs and commands know the account main as "default", so no other account may have that name.',
    });
  });

  it('is remembered also of an account that has had no tokens yet, after the first one', async () => {
    const machine = new Machine();
    const run = await machine.started();
    const { id } = await run.registry.addNamed('Hedge');
    await run.registry.rename(id, 'Fund');
    const next = await machine.restarted(run);
    expect(next.registry.list().map((profile) => [profile.id, profile.name])).toEqual([
      ['default', 'main'],
      ['hedge', 'Fund'],
    ]);
  });

  it('is not given while the list cannot be written, and can be once it can', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    machine.index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    expect(await outcomeOf(run.registry.rename('default', 'Bot'))).toBe('STORAGE_FULL');
    expect(run.registry.get('default').name).toBe('main');
    machine.index.breakWith(undefined);
    await run.registry.rename('default', 'Bot');
    expect(names(machine)).toEqual([['default', 'Bot']]);
  });

  it('is refused for the demo account and for an account that does not exist', async () => {
    const services = new TestServices();
    await services.registry.open();
    services.registry.addForThisRun('demo', 'demo', services.gateway);
    await expect(services.registry.rename('demo', 'x')).rejects.toMatchObject({
      message: 'The demo account keeps its name.',
    });
    expect(await outcomeOf(services.registry.rename('nobody', 'x'))).toBe('TOKEN_NOT_FOUND');
    expect(services.index.list()).toEqual([]);
  });
});

describe('with two programs on one list', () => {
  async function both() {
    const machine = new Machine();
    const one = await machine.signedIn();
    return { machine, one, two: await machine.started() };
  }

  it('what the other program notes of the account is kept, and does not undo the new name', async () => {
    const { machine, one, two } = await both();
    await two.registry.moveTokens('default', { kind: 'file', path: '/tokens.json' });
    await one.registry.rename('default', 'Bot');
    expect(machine.index.list()).toMatchObject([{ name: 'Bot', store: { kind: 'file' }, hasTokens: true }]);
    await two.manager().clear();
    expect(machine.index.list()).toMatchObject([{ name: 'Bot', hasTokens: false }]);
  });

  it('a name that the other one has given since is not free', async () => {
    const { machine, one, two } = await both();
    await putProfile(machine.index, { id: 'b', name: 'second', store: { kind: 'keychain' }, hasTokens: false });
    const three = await machine.started();
    await three.registry.rename('b', 'Bot');
    await expect(two.registry.rename('default', 'bot')).rejects.toMatchObject({
      message: 'There is an account of this name already.',
    });
    expect([two.registry.get('default').name, one.registry.get('default').name, names(machine)]).toEqual([
      'main',
      'main',
      [
        ['default', 'main'],
        ['b', 'Bot'],
      ],
    ]);
  });

  it('if both rename at once, the later name stays', async () => {
    const { machine, one, two } = await both();
    await Promise.all([one.registry.rename('default', 'One'), two.registry.rename('default', 'Two')]);
    expect(names(machine)).toEqual([['default', 'Two']]);
  });
});

it('does not put an account back into the list that was removed meanwhile', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  const { id } = await run.registry.addNamed('Hedge');
  const removing = run.registry.remove(id);
  const renaming = outcomeOf(run.registry.rename(id, 'Fund'));
  await removing;
  await renaming;
  expect(run.registry.list().map((profile) => profile.id)).toEqual(['default']);
  expect(names(machine)).toEqual([['default', 'main']]);
});
