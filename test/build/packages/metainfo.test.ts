import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { metainfo } from '../../../build/packages/metainfo.mjs';
import { withRelease } from '../../../build/release/changelog.mjs';
import { hasProgram } from '../../../build/system-packages.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

const PROJECT = join(import.meta.dirname, '../../..');
const FILE = 'trade.axiom_token_manager.desktop.metainfo.xml';

type Manifest = Parameters<typeof metainfo>[0]['manifest'];

const MANIFEST: Manifest = {
  name: 'small',
  productName: 'Small & fine',
  license: 'MIT',
  author: 'Some <some@example.org>',
  homepage: 'https://example.org/small',
  bugs: { url: 'https://example.org/issues?a=1&b=2' },
};

describe('what software centres show', () => {
  const text = metainfo({
    manifest: MANIFEST,
    changelog: `## Unreleased

- Not yet.

## 1.1.0 - 2026-02-28

### Added

- **Bold**, \`code <a>\` & a [link](https://example.org/),
  told in two lines.
- "Another".

### Fixed

- A fault.

## 1.0.0 - 2026-01-31

- First.
`,
  });

  it('has names and addresses from package.json', () => {
    for (const line of [
      '<name>Small &amp; fine</name>',
      '<name>Some</name>',
      '<project_license>MIT</project_license>',
      '<launchable type="desktop-id">small.desktop</launchable>',
      '<binary>small</binary>',
      '<url type="homepage">https://example.org/small</url>',
      '<url type="bugtracker">https://example.org/issues?a=1&amp;b=2</url>',
      '<url type="help">https://example.org/small#troubleshooting</url>',
    ]) {
      expect(text).toContain(`  ${line}\n`);
    }
    expect(text).not.toContain('some@');
  });

  it('has the releases, in the words of the changelog without its marks', () => {
    expect(/ {2}<releases>[^]*<\/releases>/.exec(text)?.[0]).toBe(`  <releases>
    <release version="1.1.0" date="2026-02-28">
      <description>
        <p>Added</p>
        <ul>
          <li>Bold, <code>code &lt;a&gt;</code> &amp; a link, told in two lines.</li>
          <li>&quot;Another&quot;.</li>
        </ul>
        <p>Fixed</p>
        <ul>
          <li>A fault.</li>
        </ul>
      </description>
    </release>
    <release version="1.0.0" date="2026-01-31">
      <description>
        <ul>
          <li>First.</li>
        </ul>
      </description>
    </release>
  </releases>`);
  });

  it('has texts between headings, pre-releases, and that a release was withdrawn', () => {
    const changelog =
      '## [1.1.0] - 2026-02-28 [YANKED]\r\n\r\nA small\r\none.\r\n\r\n* Star.\r\n\r\n### Removed\r\n\r\n## 1.1.0-rc.1 - 2026-02-01\r\n\r\n- One.\r\n\r\n## 1.0.0 - 2026-01-31\r\n';
    expect(/ {2}<releases>[^]*<\/releases>/.exec(metainfo({ manifest: MANIFEST, changelog }))?.[0]).toBe(`  <releases>
    <release version="1.1.0" date="2026-02-28">
      <description>
        <p>This version was withdrawn: use a newer one.</p>
        <p>A small one.</p>
        <ul>
          <li>Star.</li>
        </ul>
      </description>
    </release>
    <release version="1.1.0~rc.1" date="2026-02-01" type="development">
      <description>
        <ul>
          <li>One.</li>
        </ul>
      </description>
    </release>
    <release version="1.0.0" date="2026-01-31">
    </release>
  </releases>`);
  });

  it('has none before the first', () => {
    expect(metainfo({ manifest: MANIFEST, changelog: '## Unreleased\n\n- Not yet.\n' })).not.toContain('<release');
  });
});

it('appstreamcli accepts that of this project, released and not, without errors and warnings', async ({ skip }) => {
  if (!(await hasProgram('appstreamcli'))) skip('appstreamcli is not installed (Debian and Ubuntu: appstream)');
  const manifest = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as Manifest;
  const unreleased = await readFile(join(PROJECT, 'CHANGELOG.md'), 'utf8');
  const folder = await temporaryFolder();
  const validate = async (changelog: string, change = (text: string) => text) => {
    await writeFile(join(folder, FILE), change(metainfo({ manifest, changelog })));
    const { stdout } = await promisify(execFile)('appstreamcli', ['validate', '--no-net', FILE], { cwd: folder });
    return stdout;
  };
  const allForms =
    '## [3.0.0] - 2026-03-31 [YANKED]\n\nIn short.\n\n* One.\n\nThe end.\n\n## 3.0.0-rc.1 - 2026-02-28\n\n- One.\n\n## 2.0.0 - 2026-01-31\n';
  for (const changelog of [unreleased, allForms, withRelease(unreleased, { version: '999.0.0', date: '2026-01-31' })]) {
    expect(await validate(changelog)).not.toMatch(/^[EW]:/m);
  }
  await expect(validate(unreleased, (text) => text.replace('CC0-1.0', 'unfree'))).rejects.toThrow(
    'Command failed: appstreamcli validate',
  );
});
