import { beforeEach, describe, expect, it } from 'vitest';
import { chosenProfile, defaultProfileId, profileNamed } from '../../../../main/compose/operations/chosen-profile';
import { TestServices } from '../../../support/make-services';

let services: TestServices;
let chosen: string | undefined;
const world = () => ({
  core: { registry: services.registry } as never,
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

  it('is found by id before a name that looks like one', async () => {
    await services.registry.addNamed('Bots');
    await services.registry.rename('default', 'bots 2');
    const bots = await services.registry.addNamed('bots_2');
    expect(profileNamed(services.registry.list(), bots.id)?.id).toBe(bots.id);
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
  });

  it('is refused where it is not there, with those that are', async () => {
    await services.registry.addNamed('bots');
    expect(idOf('bot')).toBe('TOKEN_NOT_FOUND: There is no account bot. There are: default (main), bots.');
  });
});
