// Checks the parameters of each call; the broker does that only here. The results have the types in `WireCalls`.
import * as z from 'zod';
import { AxiomTokenError } from '../../core/base/errors';
import { CONSENT_POLICIES, CONSENT_SCOPES } from '../consent';
import type { Method } from '../protocol';
import { CURSOR_PATTERN } from '../trail-page';
import type { WireCalls } from '../wire-calls';

/** A year. No client waits longer, and no token lives as long. */
const LONGEST_MS = 365 * 24 * 3600 * 1000;

const name = z.string().min(1).max(200);
const words = z.string().max(500);
const durationMs = z.int().min(0).max(LONGEST_MS);
/** A long text; the limit for a line is reached before this one. */
const long = z.string().max(256 * 1024);
const ofProfile = { profile: name.optional() };
const passphrase = z.string().min(1).max(4096);
const profiles = z.array(name).max(1000).optional();
const consumer = z.string().min(1).max(8192);
const EVENTS = ['handed-out', 'refused', 'allowed', 'blocked', 'forgotten', 'policy', 'paused', 'resumed'] as const;

/** Unknown fields are refused, because a misspelled `profile` would otherwise mean the default account. */
const SCHEMAS = {
  hello: () =>
    z.strictObject({
      protocols: z.array(z.int()).min(1).max(100),
      client: z.strictObject({ name, version: name }),
      key: z.string().min(1).max(500).optional(),
    }),
  ping: () => z.strictObject({}),
  status: () => z.strictObject({ ...ofProfile, check: z.boolean().optional() }),
  'profiles.list': () => z.strictObject({}),
  'profiles.add': () => z.strictObject({ name }),
  'profiles.rename': () => z.strictObject({ ...ofProfile, name }),
  'profiles.remove': () => z.strictObject(ofProfile),
  'profiles.default': () => z.strictObject(ofProfile),
  'token.get': () =>
    z.strictObject({
      ...ofProfile,
      account: name.optional(),
      minValidMs: durationMs.optional(),
      waitMs: durationMs.optional(),
      mayRefresh: z.boolean().optional(),
      mayAsk: z.boolean().optional(),
      reason: words.optional(),
      kinds: z
        .array(z.enum(['access', 'refresh']))
        .min(1)
        .max(2)
        .optional(),
    }),
  'token.subscribe': () =>
    z.strictObject({
      ...ofProfile,
      account: name.optional(),
      minValidMs: durationMs.optional(),
      mayAsk: z.boolean().optional(),
      reason: words.optional(),
    }),
  'token.unsubscribe': () => z.strictObject({ subscription: z.int().min(1) }),
  refresh: () => z.strictObject({ ...ofProfile, ifWithinMs: durationMs.optional(), all: z.boolean().optional() }),
  'login.start': () =>
    z.strictObject({
      ...ofProfile,
      way: z.enum(['browser', 'password', 'tokens']),
      email: z.string().min(1).max(320).optional(),
      password: passphrase.optional(),
      tokens: long.optional(),
    }),
  'login.answer': () => z.strictObject({ code: z.string().min(1).max(100) }),
  'login.cancel': () => z.strictObject({}),
  logout: () => z.strictObject(ofProfile),
  clear: () => z.strictObject({ profiles }),
  import: () => z.strictObject({ ...ofProfile, text: long, dryRun: z.boolean().optional() }),
  backup: () => z.strictObject({ profiles, passphrase, openingPassphrase: passphrase.optional() }),
  restore: () => z.strictObject({ file_base64: long, passphrase, dryRun: z.boolean().optional(), profiles }),
  migrate: () =>
    z.strictObject({
      ...ofProfile,
      to: z.enum(['keychain', 'file', 'sealed-file', 'memory']),
      path: z.string().min(1).max(4096).optional(),
      passphrase: passphrase.optional(),
      openingPassphrase: passphrase.optional(),
    }),
  'consumers.list': () => z.strictObject(ofProfile),
  'consumers.allow': () => z.strictObject({ ...ofProfile, consumer, scope: z.enum(CONSENT_SCOPES).optional() }),
  'consumers.block': () => z.strictObject({ ...ofProfile, consumer }),
  'consumers.forget': () => z.strictObject({ ...ofProfile, consumer }),
  'consumers.policy': () => z.strictObject({ ...ofProfile, policy: z.enum(CONSENT_POLICIES) }),
  'trail.query': () =>
    z.strictObject({
      ...ofProfile,
      sinceMs: z.number().min(0).optional(),
      consumer: consumer.optional(),
      tag: z.string().min(1).max(64).optional(),
      event: z.enum(EVENTS).optional(),
      most: z.int().min(1).max(100_000).optional(),
      before: z.string().regex(CURSOR_PATTERN).optional(),
    }),
  pause: () => z.strictObject({ reason: words.optional() }),
  resume: () => z.strictObject({}),
  'child.register': () => z.strictObject({ key_sha256: z.string().regex(/^[0-9a-f]{64}$/), program: name }),
  doctor: () => z.strictObject({}),
  cancel: () => z.strictObject({ id: z.union([z.string().max(200), z.number()]) }),
} satisfies { [Name in Method]: () => z.ZodType };

/** The schemas that were made; each is made at its first call. */
const made = new Map<Method, z.ZodType>();

/** Checks the parameters. @throws AxiomTokenError `INVALID_INPUT`, whose message names the field but never quotes its value */
export function readParams<Name extends Method>(method: Name, params: object): WireCalls[Name]['params'] {
  const schema = made.get(method) ?? SCHEMAS[method]();
  made.set(method, schema);
  const read = schema.safeParse(params);
  if (read.success) return read.data as WireCalls[Name]['params'];
  const message = read.error.issues[0] ? wordsFor(read.error.issues[0]) : 'The parameters are not usable.';
  throw new AxiomTokenError('INVALID_INPUT', { message: `${method}: ${message}` });
}

function wordsFor(issue: z.core.$ZodIssue): string {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const where = at === '' ? '' : ` in "${at}"`;
    return `there is no field "${shown(issue.keys[0] ?? '')}"${where}.`;
  }
  return `the field "${at}" is not usable: ${wanted(issue)}.`;
}

/** Our own words, because those of zod may quote the value. */
function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `it must be of type ${issue.expected}`;
    case 'too_big':
      if (issue.origin === 'string') return `it is longer than ${issue.maximum} characters`;
      return `it is larger than ${issue.maximum}`;
    case 'too_small':
      if (issue.minimum === 1 && (issue.origin === 'string' || issue.origin === 'array')) return 'it is empty';
      return `it is smaller than ${issue.minimum}`;
    case 'invalid_value':
      return `it must be one of ${issue.values.map(String).join(', ')}`;
    default:
      return 'it does not have the required form';
  }
}

/** The name of an unknown field, if it has only letters; else "?", because a secret may have been put in the wrong place. */
function shown(key: string): string {
  return /^[A-Za-z_]{1,30}$/.test(key) ? key : '?';
}
