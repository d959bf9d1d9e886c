// The setting of the command line: its default account. In `command-line.json` in the data folder, read again for each call.
import * as z from 'zod';
import { storedVersions } from '../../core/base/stored-versions';
import { AxiomTokenError } from '../../core/base/errors';
import { PROFILE_ID } from '../../core/ports/profile-index';
import { writeFileAtomically } from '../files/atomic-file';
import { newerFile } from '../files/checked-json-file';
import { toStorageError } from '../files/storage-error';
import { CachedJson } from './cached-json';
import { type SharedFileParts, underLock } from './shared-file';

const schema = z.looseObject({ defaultProfile: z.string().regex(PROFILE_ID).optional() });
const VERSIONS = storedVersions(schema);

export interface CommandLineFile {
  /** The id of the default account, if one was chosen. @throws AxiomTokenError `STORAGE_*` when the file cannot be read, because another account must never be used instead */
  read(): string | undefined;
  /** Durable when it resolves. @throws AxiomTokenError `STORAGE_*`, `TIMEOUT`; nothing was changed then */
  write(profileId: string): Promise<void>;
}

export function createCommandLineFile(parts: SharedFileParts): CommandLineFile {
  const { path, logger } = parts;
  const file = new CachedJson(path, (json) => VERSIONS.read(json, (json as { version?: unknown } | null)?.version));
  const content = (): z.infer<typeof schema> => {
    const found = file.read();
    switch (found.kind) {
      case 'value':
        return found.value;
      case 'missing':
        return {};
      case 'later':
        throw newerFile(path);
      case 'unreadable':
        throw toStorageError(found.error, path, 'read');
      case 'damaged':
        throw new AxiomTokenError('STORAGE_CORRUPT', {
          message: `${path}, which says which account is the default one, is damaged.`,
          remedy: `Remove that file, then choose the account with axiom-tokens profiles default ID. Name one with --profile until then.`,
        });
    }
  };
  return {
    read: () => content().defaultProfile,
    write: (profileId) =>
      underLock('command-line', parts, async () => {
        const json = { version: VERSIONS.current, ...content(), defaultProfile: profileId };
        await writeFileAtomically(path, Buffer.from(`${JSON.stringify(json, undefined, 2)}\n`), {
          replace: true,
          logger,
        });
      }),
  };
}
