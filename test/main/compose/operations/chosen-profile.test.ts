import { beforeEach, describe, expect, it } from 'vitest';
import { chosenProfile, defaultProfileId, idInTrail } from '../../../../main/compose/operations/chosen-profile';
import { TestServices } from '../../../support/make-services';

let services: TestServices;
let chosen: string | undefined;
const world = () => ({
  core: { registry: services.registry, index: services.index } as never,
  defaultAccount: { read: () => chosen, write: async () => undefined },
});
const idOf = (named?: string) => {
  try {
    return chosenProfile(world(), named).id;
  } catch (error) {
    const { code, message, remedy } = error as { code: string; message: string; remedy: string };
    return `${code}: ${message} ${remedy}`;
  }
};

beforeEach(async () => {
  services = new TestServices();
  chosen = undefined;
  await services.registry.open();
});

describe('the account that a call is about', () => {
  it('is the only one where none is named', () => {
    expect(idOf()).toBe('default');
  });

  it('is found by id, and by name without regard to case', async () => {
    await services.registry.addNamed('Zweites Konto');
    expect([idOf('default'), idOf('MAIN'), idOf('zweites-konto'), idOf('zweites konto')]).toEqual([
      'default',
      'default',
      'zweites-konto',
      'zweites-konto',
    ]);
  });

  it('is not guessed where an id of one is the name of another, from before such names were refused', async () => {
    const entry = { store: { kind: 'keychain' }, hasTokens: false } as const;
    services = new TestServices();
    await services.index.update('default', () => ({ ...entry, id: 'default', name: 'main' }));
    await services.index.update('default-2', () => ({ ...entry, id: 'default-2', name: 'Default' }));
    await services.registry.open();
    expect(idOf('default')).toBe(
      'INVALID_INPUT: Two accounts answer to default: the account main has it as its id, and another account (id default-2) has it as its name. ' +
        'Name the first main, or the other default-2; and give the other a new name: axiom-tokens profiles rename default-2 NAME. Nothing was changed.',
    );
    expect([idOf('main'), idOf('default-2'), idOf()]).toEqual(['default', 'default-2', 'default']);
  });

  it('is found in the audit trail also when it was removed, by id and by name, the newest of a name', async () => {
    await services.registry.add('foo', 'Foo');
    await services.registry.remove('foo');
    const { id } = await services.registry.addNamed('foo');
    expect(id).toBe('foo-2');
    const inTrail = (named: string) => idInTrail(world(), named);
    expect([inTrail('foo'), inTrail('Foo')]).toEqual(['foo-2', 'foo-2']);
    await services.registry.rename('foo-2', 'bar');
    expect([inTrail('foo'), inTrail('FOO'), inTrail('bar')]).toEqual(['foo', 'foo', 'foo-2']);
    expect(() => inTrail('baz')).toThrow('There is no account baz.');
  });

  it('is the chosen one among several', async () => {
    await services.registry.addNamed('bots');
    chosen = 'bots';
    expect(idOf()).toBe('bots');
  });

  it('is the first one among several where none was chosen', async () => {
    await services.registry.addNamed('bots');
    expect(idOf()).toBe('default');
  });

  it('is never another one than the chosen one', async () => {
    chosen = 'gone';
    expect(idOf()).toBe(
      'TOKEN_NOT_FOUND: The default account, gone, is not in the list any more. Choose another one with axiom-tokens profiles default ID. There are: default (main).',
    );
    expect(defaultProfileId(world())).toBeUndefined();
    await services.registry.add('gone', 'Bert’s bot');
    await services.registry.remove('gone');
    expect(idOf()).toContain('The default account, “Bert’s bot”, is not in the list any more.');
  });

  it('is refused where it is not there, with those that are', async () => {
    await services.registry.addNamed('bots');
    expect(idOf('bot')).toBe('TOKEN_NOT_FOUND: There is no account bot. There are: default (main), bots.');
  });
});
