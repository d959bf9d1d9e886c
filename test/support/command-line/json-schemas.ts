// The JSON schemas of the command line's output, from docs/schemas.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const FOLDER = join(import.meta.dirname, '../../../docs/schemas');

/** Their names: `axiom-tokens.token.v1`. */
export const SCHEMA_NAMES = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));

const ajv = new Ajv({ allErrors: true, strictTypes: false });
addFormats(ajv);
for (const name of SCHEMA_NAMES)
  ajv.addSchema(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as object);

/** The violations of an answer against its schema; empty when it is valid. */
export function schemaFaults(answer: unknown): string[] {
  const name = String((answer as { schema?: unknown } | null)?.schema);
  const validate = ajv.getSchema(name) as ValidateFunction | undefined;
  if (!validate) return [`there is no schema ${name}`];
  return validate(answer)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
