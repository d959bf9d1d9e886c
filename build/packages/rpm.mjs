// Builds an rpm from a folder with the installed files, with rpmbuild. Called by fpm.mjs.
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../run-command.mjs';
import { compressionLevel, wrapped } from './fpm-call.mjs';

/** @typedef {import('./fpm-call.mjs').PackageCall} PackageCall */
/** @typedef {import('./package-stage.mjs').StagedFile} StagedFile */

/** Files are packed unchanged, not stripped or split: they are Electron's own. */
const SETTINGS = [
  '%global debug_package %{nil}',
  '%global _build_id_links none',
  '%global __os_install_post %{nil}',
  '%global __brp_mangle_shebangs %{nil}',
  // rpmbuild finds the needed libraries in the programs, by names that all rpm distributions share; libraries beside the programs are not offered to other packages.
  '%global __provides_exclude_from ^/opt/.*$',
  // The same input gives the same package when a time is given.
  '%global source_date_epoch_from_changelog 0',
  '%global use_source_date_epoch_as_buildtime 1',
  '%global clamp_mtime_to_source_date_epoch 1',
];

/** electron-builder uses Debian's names. @type {Record<string, string>} */
const ARCHITECTURES = { amd64: 'x86_64', arm64: 'aarch64' };

/**
 * The text of the spec.
 * @param {PackageCall} call
 * @param {{files: readonly StagedFile[], afterRemove: string}} contents `afterRemove`: the text of the script
 */
export function rpmSpec(call, { files, afterRemove }) {
  const bundled = files.flatMap(({ path }) => /\/(lib[^/]+\.so)(\.\d+)*$/.exec(path)?.slice(1, 2) ?? []);
  const own = bundled.map((name) => name.replaceAll('.', '\\.').replaceAll('+', '\\+')).join('|');
  return [
    ...SETTINGS,
    `%global _binary_payload w${compressionLevel(process.env)}T0.xzdio`,
    `%global __requires_exclude ^(${own})`,
    `Name: ${call.name}`,
    `Version: ${call.version}`,
    'Release: 1',
    `Summary: ${call.summary}`,
    `License: ${call.license}`,
    `URL: ${call.url}`,
    `Packager: ${call.maintainer}`,
    `Vendor: ${call.maintainer.replace(/ <.*$/, '')}`,
    ...call.depends.map((each) => `Requires: ${each}`),
    ...call.recommends.map((each) => `Recommends: ${each}`),
    '',
    '%description',
    ...wrapped(call.description, 79),
    '',
    '%postun',
    afterRemove.replace(/^#!.*\n/, '').trim(),
    '',
    '%files',
    '%defattr(-,root,root)',
    ...ownedFolders(files).map((path) => `%dir "${path}"`),
    ...files.map(({ path, mode, isLink }) => `${isLink ? '' : `%attr(${mode.toString(8)},root,root) `}"/${path}"`),
    '',
  ].join('\n');
}

/** The depth from which folders belong to this package. Shells' folders exist only with the shell, and belong to every package with a file in them. */
const OWN_FROM = [
  ...[
    { in: 'opt/', depth: 2 },
    { in: 'usr/share/doc/', depth: 4 },
  ],
  ...['bash-completion', 'zsh', 'fish'].map((shell) => ({ in: `usr/share/${shell}/`, depth: 3 })),
];

/** Folders that would be left behind if no package owned them; system folders belong to others. */
function ownedFolders(/** @type {readonly StagedFile[]} */ files) {
  const own = files.flatMap(({ path }) => {
    const parts = path.split('/');
    const depth = OWN_FROM.find((place) => path.startsWith(place.in))?.depth ?? Number.POSITIVE_INFINITY;
    return parts
      .slice(0, -1)
      .flatMap((_part, index) => (index + 1 >= depth ? [`/${parts.slice(0, index + 1).join('/')}`] : []));
  });
  return [...new Set(own)].sort();
}

/**
 * @param {PackageCall} call
 * @param {{folder: string, files: readonly StagedFile[]}} stage
 */
export async function writeRpm(call, { folder, files }) {
  const work = await mkdtemp(join(tmpdir(), 'axiom-rpm-'));
  try {
    const spec = join(work, 'package.spec');
    await writeFile(spec, rpmSpec(call, { files, afterRemove: await readFile(call.afterRemove, 'utf8') }));
    const defines = [`_topdir ${work}`, `_rpmdir ${work}`, '_rpmfilename package.rpm', '_buildhost localhost'];
    await runCommand('rpmbuild', [
      ...['-bb', '--quiet', '--target', ARCHITECTURES[call.architecture] ?? call.architecture, '--buildroot', folder],
      ...defines.flatMap((define) => ['--define', define]),
      spec,
    ]);
    await copyFile(join(work, 'package.rpm'), call.output);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
