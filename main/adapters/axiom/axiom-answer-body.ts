// Reads the body of an answer: JSON with tokens, a JSON error, or an HTML page.
// Used by axiom-answer.ts only.
import * as z from 'zod';
import type { HttpResponse } from '../../core/ports/http-transport';
import { Secret } from '../../core/base/secret';

/** The parts of a body that the classification needs. */
export interface AxiomBody {
  readonly isHtml: boolean;
  /** The texts of a JSON error (`error` and `message`). Only for comparing: they must not be shown or logged, because a server may quote input in them. */
  readonly errorText?: string;
  readonly accessToken?: Secret;
  readonly refreshToken?: Secret;
  readonly otpToken?: Secret;
}

const text = z.string().min(1).optional().catch(undefined);

// All field names that the public clients read.
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

/** Reads the body. Never throws: a field that cannot be read is left out. */
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
  // Axiom sometimes answers with a bare string or number.
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
