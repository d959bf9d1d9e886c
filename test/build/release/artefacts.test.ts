import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkArtefacts, collectArtefacts, listArtefacts } from '../../../build/release/artefacts.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

const NAMES = { AppImage: 'a-1.1.0.AppImage', deb: 'a_1.1.0.deb', rpm: 'a-1.1.0.rpm', 'tar.gz': 'a-1.1.0.tar.gz' };

/** Fake packages, each with its name as content, and the parameters of `collectArtefacts`. */
async function made(texts: Readonly<Record<string, string>> = {}) {
  const root = await temporaryFolder();
  await mkdir(join(root, 'built'));
  const packages: Record<string, string> = {};
  for (const [target, name] of Object.entries(NAMES)) {
    packages[target] = join(root, 'built', name);
    await writeFile(join(root, 'built', name), texts[target] ?? name);
  }
  const sbom = join(root, 'sbom.json');
  await writeFile(sbom, '{}');
  return { folder: join(root, 'artefacts'), packages, sbom, version: '1.1.0' };
}

describe('the folder of a release', () => {
  it('is reported as missing where it is', async () => {
    const folder = join(await temporaryFolder(), '1.1.0');
    await expect(checkArtefacts(folder)).rejects.toThrow(`There is no ${join(folder, 'SHA256SUMS')}.`);
  });

  it('holds the packages, the list of what is in them, and checksums of all', async () => {
    const job = await made();
    await collectArtefacts(job);
    const names = [...Object.values(NAMES), 'axiom-token-manager-1.1.0.cdx.json'].sort();
    expect((await readdir(job.folder)).sort()).toEqual(['SHA256SUMS', ...names]);
    const lines = (await readFile(join(job.folder, 'SHA256SUMS'), 'utf8')).split('\n');
    expect(lines.map((line) => line.slice(66))).toEqual([...names, '']);
    // printf '{}' | sha256sum
    expect(lines).toContain(
      '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  axiom-token-manager-1.1.0.cdx.json',
    );
    expect(await listArtefacts(job.folder)).toContainEqual({ name: 'a_1.1.0.deb', bytes: 11 });
  });

  it.each([
    ['lacks a package', async () => ({ ...(await made()), packages: { AppImage: NAMES.AppImage } }), /ENOENT|The deb/],
    ['has an empty package', () => made({ rpm: '' }), 'The rpm was not made.'],
    ['has another version', async () => ({ ...(await made()), version: '1.2.0' }), /does not have the version 1\.2\.0/],
  ])('is refused where it %s', async (_what, job, message) => {
    await expect(collectArtefacts(await job())).rejects.toThrow(message);
  });

  it.each([
    ['a file that was changed', (folder: string) => writeFile(join(folder, NAMES.deb), 'other')],
    ['no checksums', (folder: string) => writeFile(join(folder, 'SHA256SUMS'), '')],
  ])('does not hold with %s', async (_what, change) => {
    const job = await made();
    await collectArtefacts(job);
    await change(job.folder);
    await expect(checkArtefacts(job.folder)).rejects.toThrow(/^The checksums in \S+ do not match: /);
  });
});
