// The text at the end of `npm run release`: what was made, and what is left to do by hand. Pure. Called by release.mjs.
import { formatBytes } from '../progress.mjs';
import { RELEASE_BRANCH } from './release-refusal.mjs';
import { CHECKSUMS } from './artefacts.mjs';

/** RFC 2606: an address with this ending does not exist. */
const NOWHERE = /\.invalid\b/;

/**
 * @param {object} release
 * @param {string} release.version
 * @param {string} release.commit
 * @param {string} release.folder of the artefacts, from the project's root
 * @param {readonly {name: string, bytes: number}[]} release.files
 * @param {Readonly<Record<string, unknown>>} release.manifest package.json
 * @param {{version: string, isDevelopmentRuntime: boolean}} release.runtime
 */
export function nextSteps({ version, commit, folder, files, manifest, runtime }) {
  const width = Math.max(...files.map(({ name }) => name.length));
  const warnings = [...addressWarning(manifest), ...runtimeWarning(runtime)];
  return [
    `Version ${version} is prepared; nothing was published. In ${folder}:`,
    ...files.map(({ name, bytes }) => `  ${name.padEnd(width)}  ${formatBytes(bytes)}`),
    `Only in this repository: the commit ${commit.slice(0, 12)} on ${RELEASE_BRANCH}, and the tag v${version}.`,
    '',
    ...(warnings.length === 0 ? [] : ['Before you publish:', ...warnings.map((text) => `- ${text}`), '']),
    'To publish, in this order: the commit with its tag; a signature on the checksums; then all files of the folder, to where people get them.',
    `  git push --atomic origin ${RELEASE_BRANCH} v${version}`,
    `  cd ${folder}`,
    `  gpg --armor --detach-sign ${CHECKSUMS}`,
    `  gh release create v${version} --verify-tag --notes-from-tag ./*    (on GitHub)`,
    '',
    'To take it back, as long as it is not pushed, here and not in that folder:',
    `  git tag -d v${version} && git reset --keep HEAD~1 && rm -r ${folder}`,
    '',
  ].join('\n');
}

/** @param {Readonly<Record<string, unknown>>} manifest */
function addressWarning(manifest) {
  const names = ['author', 'homepage', 'bugs', 'repository'].filter((name) =>
    NOWHERE.test(JSON.stringify(manifest[name] ?? '')),
  );
  if (names.length === 0) return [];
  return [
    `Addresses in package.json lead nowhere, and the packages show them to people: ${names.join(', ')}. Give real ones, and prepare the release again.`,
  ];
}

/** @param {{version: string, isDevelopmentRuntime: boolean}} runtime */
function runtimeWarning({ version, isDevelopmentRuntime }) {
  if (!isDevelopmentRuntime) return [];
  return [
    `These packages have the development runtime in them (Electron ${version}), which gets no security updates: they are for tests. Prepare the release where Electron can be downloaded.`,
  ];
}
