// Searches files for secrets in the forms in which programs leave them: plain, as wide characters, in Base64 at any of the three offsets.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The findings, for example "password in /home/x/log", sorted; never the secret itself. `secrets`: texts by name. */
export async function findSecrets(paths: readonly string[], secrets: ReadonlyMap<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const path of (await Promise.all(paths.map(filesUnder))).flat()) {
    const bytes = await readFile(path);
    for (const [name, secret] of secrets) {
      if (formsOf(secret).some((form) => bytes.includes(form))) found.push(`${name} in ${path}`);
    }
  }
  return found.sort();
}

async function filesUnder(path: string): Promise<string[]> {
  const about = await stat(path).catch(() => undefined);
  if (about?.isFile()) return [path];
  if (!about?.isDirectory()) return [];
  return (await Promise.all((await readdir(path)).map((name) => filesUnder(join(path, name))))).flat();
}

function formsOf(secret: string): Buffer[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.from('x'.repeat(offset) + secret).toString('base64');
    // The first and last characters depend on neighbouring bytes.
    return Buffer.from(text.slice(offset === 0 ? 0 : 4, -4));
  });
  return [Buffer.from(secret), Buffer.from(secret, 'utf16le'), ...inBase64];
}
