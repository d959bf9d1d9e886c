// Version and addresses of the project are only in package.json, so that no copy can contradict them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PROJECT = join(import.meta.dirname, '../../..');

/** Shipped files, build scripts, and documents. Tests may name any version. */
const PLACES = ['main', 'preload', 'renderer', 'build', 'README.md', 'ARCHITECTURE.md', 'SECURITY.md'];
const TEXT = /\.([cm]?[jt]sx?|json|html|css|md|xml|sh|svg|yml|plist|desktop)$/;

async function texts(): Promise<{ path: string; text: string }[]> {
  const found = await Promise.all(
    PLACES.map(async (place) =>
      place.includes('.')
        ? [place]
        : (await readdir(join(PROJECT, place), { recursive: true })).map((path) => join(place, path)),
    ),
  );
  const paths = found.flat().filter((path) => TEXT.test(path));
  return Promise.all(
    paths.map(async (path) => ({ path, text: withoutResults(await readFile(join(PROJECT, path), 'utf8')) })),
  );
}

/** The table of tested packages names the tested version, and keeps it. */
const withoutResults = (text: string) => text.replace(/<!-- what was run.*<!-- end of what was run -->/s, '');

/** The lines that contain the text, but not as a part of a longer number or name. */
const linesWith = (files: readonly { path: string; text: string }[], wanted: string) =>
  files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => new RegExp(`(?<![\\w.-])${wanted.replaceAll('.', '\\.')}(?![\\w-]|\\.\\w)`).test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );

const manifest = async () =>
  JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as {
    version: string;
    author: string;
    homepage: string;
    bugs: { url: string };
    repository: { url: string };
  };

it('finds a copy', () => {
  const files = [{ path: 'a.ts', text: "const version = '0.1.0';\nconst other = '10.1.0', '0.1.0.1', 'x-0.1.0';" }];
  expect(linesWith(files, '0.1.0')).toEqual(["a.ts: const version = '0.1.0';"]);
});

it('the version is only in package.json', async () => {
  const files = await texts();
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['README.md', 'build/bundle.mjs']));
  expect(linesWith(files, (await manifest()).version)).toEqual([]);
});

it('the addresses of the project are only in package.json', async () => {
  const { author, homepage, bugs, repository } = await manifest();
  const hosts = [
    author.replace(/^.*@|>$/g, ''),
    ...[homepage, bugs.url, repository.url].map((url) => new URL(url).host),
  ];
  const files = await texts();
  expect([...new Set(hosts)].flatMap((host) => files.filter(({ text }) => text.includes(host)))).toEqual([]);
});
