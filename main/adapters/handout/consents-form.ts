// The stored form of consents. consents-file.ts reads and writes it.
import * as z from 'zod';
import { storedVersions, type StoredValue } from '../../core/base/stored-versions';
import { CONSENT_POLICIES } from '../../handout/consent';
import type { ConsentsContent } from '../../handout/handout-state';

const consentSchema = z.looseObject({
  id: z.string(),
  profileId: z.string(),
  programId: z.string(),
  sessionId: z.string().optional(),
  kind: z.literal('refresh').optional(),
  binary: z.string().optional(),
  fileId: z.string().optional(),
  name: z.string(),
  decision: z.enum(['allow', 'deny']),
  scope: z.enum(['session', 'run', 'always', 'hour']),
  by: z.enum(['person', 'told']),
  decidedAtMs: z.number(),
  lastUsedAtMs: z.number().optional(),
});

/** If one decision cannot be understood, the whole file counts as damaged, because that decision may block a program. */
export const consentsFormSchema = z.looseObject({
  policies: z.record(z.string(), z.enum(CONSENT_POLICIES)),
  consents: z.array(consentSchema),
});

export const CONSENTS_VERSIONS = storedVersions(consentsFormSchema);

export function readConsentsForm(json: unknown): StoredValue<ConsentsContent> {
  const { version, ...content } = z.looseObject({}).parse(json);
  return CONSENTS_VERSIONS.read(content, version);
}

export function writeConsentsForm(content: ConsentsContent): object {
  return { version: CONSENTS_VERSIONS.current, ...content };
}
