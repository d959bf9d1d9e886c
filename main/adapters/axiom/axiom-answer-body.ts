// Looks into the body of an answer: JSON with tokens, a JSON error, or a page for people. Used by the classification only.
import * as z from 'zod';
import type { HttpResponse } from '../../core/ports/http-transport';
import { Secret } from '../../core/base/secret';

/** What a body holds that matters. */
export interface AxiomBody {
  readonly isHtml: boolean;
  /** The texts of a JSON error (`error` and `message`), for comparing only: a server may quote input in them. */
  readonly errorText?: string;
  readonly accessToken?: Secret;
  readonly refreshToken?: Secret;
  readonly otpToken?: Secret;
}

const text = z.string().min(1).optional().catch(undefined);

// Every spelling that one of the public clients reads.
const bodySchema = z.object({
  error: text,
  message: text,
  otpJwtToken: text,
  accessToken: text,
  'auth-access-token': text,
  access_token: text,
  refreshToken: text,
  'auth-refresh-token': text,
  refresh_token: text,
});

/** Reads a body without ever failing: what cannot be read is not there. */
export function readAxiomBody(response: HttpResponse): AxiomBody {
  const body = response.body
    .expose()
    .replace(/^\uFEFF/, '')
    .trim();
  const json = parseJson(body);
  if (json === undefined) {
    return { isHtml: body.startsWith('<') || /html/i.test(response.headers['content-type'] ?? '') };
  }
  const parsed = bodySchema.safeParse(json);
  // A bare string or number is an answer that Axiom is known to give.
  if (!parsed.success) return { isHtml: false };
  const fields = parsed.data;
  const errorText = [fields.error, fields.message].filter((part) => part !== undefined).join(' ');
  return {
    isHtml: false,
    ...(errorText === '' ? {} : { errorText }),
    ...secretField('accessToken', fields.accessToken ?? fields['auth-access-token'] ?? fields.access_token),
    ...secretField('refreshToken', fields.refreshToken ?? fields['auth-refresh-token'] ?? fields.refresh_token),
    ...secretField('otpToken', fields.otpJwtToken),
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function secretField<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: Secret } {
  return (value === undefined ? {} : { [key]: new Secret(value) }) as { readonly [P in K]?: Secret };
}
