import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../../build/bundle.mjs';
import { SBOM_FILE, SBOM_FOLDER, sbom, writeSbom } from '../../../build/packages/sbom.mjs';
import { smallProject } from '../../support/small-project';

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp?: string; readonly component: { readonly 'bom-ref': string } };
  readonly components: readonly { readonly 'bom-ref': string; readonly licenses?: unknown }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const parse = (text: string) => JSON.parse(text) as Bom;

/** The parameters of `sbom` for the bundled sources of a small project. */
async function contents() {
  const { root, electronDir, write } = await smallProject();
  await write('package.json', '{"name":"small","version":"1.0.0","license":"MIT"}');
  await write('node_modules/one/package.json', '{"name":"one","version":"2.0.0","license":"(MIT OR CC0-1.0)"}');
  await write('node_modules/one/index.js', 'export const one = Math.random();');
  await write('node_modules/odd/package.json', '{"name":"odd","version":"1.0.0","license":"SEE LICENSE IN odd.txt"}');
  await write('node_modules/odd/index.js', "export { one } from 'one'; export const odd = Math.random();");
  await write(
    'main/desktop/index.ts',
    "import { odd, one } from 'odd'; import keytar from 'keytar'; import koffi from 'koffi'; console.log(odd, one, keytar, koffi);",
  );
  const { metafiles } = await bundle({ root, isRelease: true });
  const runtime = { dir: electronDir, executable: join(electronDir, 'electron'), version: '45.9.9' };
  return { root, metafiles, runtime, version: '1.2.3' };
}

describe('the list of what is in a package', () => {
  let epoch: string | undefined;
  beforeEach(() => {
    epoch = process.env['SOURCE_DATE_EPOCH'];
    process.env['SOURCE_DATE_EPOCH'] = '1700000000';
  });
  afterEach(() => {
    if (epoch === undefined) delete process.env['SOURCE_DATE_EPOCH'];
    else process.env['SOURCE_DATE_EPOCH'] = epoch;
  });

  it('follows the official schema of CycloneDX 1.6', async () => {
    const text = await sbom(await contents());
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    expect(await validator.validate(text)).toBeNull();
    expect(await validator.validate(text.replace('"purl"', '"pearl"'))).not.toBeNull();
  });

  it('connects the program with every component', async () => {
    const { metadata, components, dependencies } = parse(await sbom(await contents()));
    const needs = new Map(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const reach = (ref: string): void => {
      reached.add(ref);
      for (const next of needs.get(ref) ?? []) if (!reached.has(next)) reach(next);
    };
    reach(metadata.component['bom-ref']);
    expect([...reached].sort()).toEqual([...needs.keys()].sort());
    expect(components.map((component) => component['bom-ref']).sort()).toEqual(
      [...needs.keys()].filter((ref) => ref !== 'pkg:generic/small@1.2.3').sort(),
    );
    expect(needs.get('pkg:npm/odd@1.0.0')).toEqual(['pkg:npm/one@2.0.0']);
  });

  it('gives a licence by its name, as an expression, or in the words of the package', async () => {
    const { components } = parse(await sbom(await contents()));
    const licences = new Map(components.map((component) => [component['bom-ref'], component.licenses]));
    expect(licences.get('pkg:npm/keytar@1.0.0')).toEqual([{ license: { id: 'MIT' } }]);
    expect(licences.get('pkg:npm/one@2.0.0')).toEqual([{ expression: '(MIT OR CC0-1.0)' }]);
    expect(licences.get('pkg:npm/odd@1.0.0')).toEqual([{ license: { name: 'SEE LICENSE IN odd.txt' } }]);
  });

  it('is the same text for the same contents, with a number of its own for others', async () => {
    const given = await contents();
    const text = await sbom(given);
    expect(await sbom(given)).toBe(text);
    expect(parse(text).metadata.timestamp).toBe('2023-11-14T22:13:20.000Z');
    const other = parse(await sbom({ ...given, version: '1.2.4' })).serialNumber;
    expect([other, parse(text).serialNumber]).toEqual(Array(2).fill(expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/)));
    expect(other).not.toBe(parse(text).serialNumber);
  });

  it('has no time where neither SOURCE_DATE_EPOCH nor a commit names one', async () => {
    delete process.env['SOURCE_DATE_EPOCH'];
    expect(parse(await sbom(await contents())).metadata).not.toHaveProperty('timestamp');
  });

  it('is written into a folder of its own', async () => {
    const given = await contents();
    await writeSbom(given);
    expect(await readFile(join(given.root, SBOM_FOLDER, SBOM_FILE), 'utf8')).toBe(await sbom(given));
  });
});
