// Searches bytes for secrets in the forms in which programs leave them: as text, as wide characters, in Base64 (both alphabets, at each of the
// three offsets), in hexadecimal, URL-encoded, escaped for JSON. Reports the secret's name and the place, never the secret.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The places without duplicates (same name, same bytes). */
export function distinctPlaces(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [`${place.name}\0${place.bytes.toString('latin1')}`, place])).values()];
}

/** The text of each secret, by its name. */
export type Canaries = ReadonlyMap<string, string>;

/** Something to search: a file, an environment, an output. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A short code of digits also occurs inside longer numbers: only a separate number counts. */
const DIGITS = /^\d{1,8}$/;

/** Findings such as "password as hex in /home/x/log", without duplicates. */
export function searchCanaries(places: readonly Place[], canaries: Canaries): readonly string[] {
  const found = new Set<string>();
  for (const [canary, secret] of canaries) {
    const forms = DIGITS.test(secret) ? [] : [...formsOf(secret), ...piecesOf(secret)];
    for (const { name, bytes } of places) {
      if (DIGITS.test(secret) && new RegExp(`(?<![\\d.])${secret}(?![\\d.])`).test(bytes.toString('latin1'))) {
        found.add(`${canary} in ${name}`);
      }
      for (const [form, pattern] of forms) if (bytes.includes(pattern)) found.add(`${canary} as ${form} in ${name}`);
    }
  }
  return [...found].sort();
}

/** Claims and signature of a token, because a part of a token is a leak too. The header is the same for all. */
export function partsOfToken(name: string, token: string): (readonly [string, string])[] {
  const [, payload = '', signature = ''] = token.split('.');
  return [
    [`${name}'s claims`, payload],
    [`${name}'s signature`, signature],
  ];
}

/** The forms, by name. */
export function formsOf(secret: string): readonly (readonly [string, Buffer])[] {
  const utf8 = Buffer.from(secret);
  const hex = utf8.toString('hex');
  const wide = Buffer.from(secret, 'utf16le');
  const forms: [string, Buffer][] = [
    ['text', utf8],
    ['Latin-1', Buffer.from(secret, 'latin1')],
    ['UTF-16LE', wide],
    ['UTF-16BE', Buffer.from(wide).swap16()],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['URL', Buffer.from(encodeURIComponent(secret))],
    ['JSON', Buffer.from(JSON.stringify(secret).slice(1, -1))],
  ];
  for (const offset of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(offset, 'x'), utf8]);
    for (const alphabet of ['base64', 'base64url'] as const) {
      const text = shifted.toString(alphabet).replace(/=+$/, '');
      // The first and last characters depend on the neighbouring bytes.
      forms.push([`${alphabet} at ${offset}`, Buffer.from(text.slice(offset === 0 ? 0 : 4, -2))]);
    }
  }
  return forms;
}

/** Pieces of a long secret; any 23 consecutive characters contain at least one of them. */
function piecesOf(secret: string): (readonly [string, Buffer])[] {
  const pieces: [string, Buffer][] = [];
  if (secret.length < 40) return pieces;
  for (let from = 0; from + 16 <= secret.length; from += 8)
    pieces.push(['a piece', Buffer.from(secret.slice(from, from + 16))]);
  return pieces;
}

/** Every regular file under a folder, except those that may hold tokens. */
export async function filesUnder(folder: string, isMeant: (path: string) => boolean): Promise<Place[]> {
  const places: Place[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) places.push(...(await filesUnder(path, isMeant)));
    else if (entry.isFile() && !isMeant(path)) {
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      places.push({ name: path, bytes }, { name: `the name of ${path}`, bytes: Buffer.from(entry.name) });
    }
  }
  return places;
}

/** Arguments and environment of a process and of all its descendants. */
export async function processPlaces(pid: number): Promise<Place[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name in parentheses may contain any character; the parent is the second field after it.
    const parent = /\) \S (\d+) /.exec(status.slice(status.lastIndexOf(')')))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = [...parents.keys()].filter((one) => {
    for (let next: number | undefined = one; next; next = parents.get(next)) if (next === pid) return true;
    return false;
  });
  const places = await Promise.all(
    family.flatMap((one) =>
      ['cmdline', 'environ'].map(async (file) => {
        const bytes = await readFile(`/proc/${one}/${file}`).catch(() => Buffer.alloc(0));
        return { name: `${file} of process ${one === pid ? 'itself' : 'child'}`, bytes };
      }),
    ),
  );
  return places;
}
