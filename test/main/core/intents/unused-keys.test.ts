import { expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { forgetUnusedKeys } from '../../../../main/core/intents/unused-keys';

const sealed = (path: string): StoreChoice => ({ kind: 'sealed-file', path });

/** The keys that are forgotten when `place` is left and the profiles keep their tokens in `stores`. */
function forgottenAt(place: StoreChoice, stores: readonly StoreChoice[]): string[] {
  const forgotten: string[] = [];
  const registry = { list: () => stores.map((store) => ({ store })) };
  const sealedFiles = { forget: (path: string) => void forgotten.push(path) };
  forgetUnusedKeys({ registry, sealedFiles } as never, place);
  return forgotten;
}

it.each<[string, StoreChoice, readonly StoreChoice[], readonly string[]]>([
  ['a sealed file that nobody uses any more', sealed('/a'), [{ kind: 'keychain' }], ['/a']],
  ['a sealed file when there is no profile', sealed('/a'), [], ['/a']],
  ['a sealed file that another profile uses', sealed('/a'), [{ kind: 'keychain' }, sealed('/a')], []],
  ['a sealed file beside another one', sealed('/a'), [sealed('/b')], ['/a']],
  ['a sealed file whose path an open file has', sealed('/a'), [{ kind: 'file', path: '/a' }], ['/a']],
  ['an open file', { kind: 'file', path: '/a' }, [], []],
  ['the keychain', { kind: 'keychain' }, [], []],
  ['memory', { kind: 'memory' }, [sealed('/a')], []],
])('leaving %s wipes what it should', (_place, place, stores, forgotten) => {
  expect(forgottenAt(place, stores)).toEqual(forgotten);
});
