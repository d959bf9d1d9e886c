import { expect, it } from 'vitest';
import { nextSteps } from '../../../build/release/next-steps.mjs';

const RELEASE = {
  version: '1.1.0',
  commit: '0123456789abcdef0123',
  folder: 'releases/1.1.0',
  files: [
    { name: 'SHA256SUMS', bytes: 480 },
    { name: 'axiom-token-manager_1.1.0_amd64.deb', bytes: 78_000_000 },
  ],
  manifest: {
    author: 'Somebody <somebody@example.org>',
    homepage: 'https://example.org/',
    bugs: { url: 'https://example.org/issues' },
    repository: { type: 'git', url: 'git+https://example.org/a.git' },
  },
  runtime: { version: '45.4.1', isDevelopmentRuntime: false },
};

it('lists the files, and the commands that are left to a person', () => {
  expect(nextSteps(RELEASE)).toBe(`Version 1.1.0 is prepared; nothing was published. In releases/1.1.0:
  SHA256SUMS                           480 bytes
  axiom-token-manager_1.1.0_amd64.deb  78 MB
Only in this repository: the commit 0123456789ab on main, and the tag v1.1.0.

To publish, in this order: the commit with its tag; a signature on the checksums; then all files of the folder, to where people get them.
  git push --atomic origin main v1.1.0
  cd releases/1.1.0
  gpg --armor --detach-sign SHA256SUMS
  gh release create v1.1.0 --verify-tag --notes-from-tag ./*    (on GitHub)

To take it back, as long as it is not pushed, here and not in that folder:
  git tag -d v1.1.0 && git reset --keep HEAD~1 && rm -r releases/1.1.0
`);
});

it.each([
  [
    'addresses that lead nowhere',
    { manifest: { ...RELEASE.manifest, homepage: 'https://a.invalid/', bugs: { url: 'https://a.invalid/issues' } } },
    '- Addresses in package.json lead nowhere, and the packages show them to people: homepage, bugs. Give real ones',
  ],
  [
    'an Electron for tests',
    { runtime: { version: '22.3.25', isDevelopmentRuntime: true } },
    '- These packages have the development runtime in them (Electron 22.3.25), which gets no security updates',
  ],
])('warns of %s', (_what, more, warning) => {
  expect(nextSteps({ ...RELEASE, ...more })).toContain(`\n\nBefore you publish:\n${warning}`);
});
