import { describe, expect, it } from 'vitest';
import { AxiomTokenError, ERROR_CODES, toAxiomTokenError, withRemedy } from '../../../../main/core/base/errors';

/** The stable codes that programs may rely on. */
const PROMISED =
  `TOKEN_NOT_FOUND TOKEN_EXPIRED INVALID_TOKEN INVALID_CREDENTIALS OTP_REQUIRED INVALID_OTP UNAUTHORIZED NOT_AUTHENTICATED BROWSER_REQUIRED
  RATE_LIMITED NETWORK TIMEOUT BAD_RESPONSE WRONG_ACCOUNT WRONG_ORIGIN STORAGE_UNAVAILABLE STORAGE_LOCKED STORAGE_DENIED STORAGE_CORRUPT STORAGE_FULL
  SECRET_TOO_LARGE BACKUP_WRONG_PASSPHRASE BACKUP_CORRUPT BACKUP_UNSUPPORTED PAUSED DENIED NOT_ANSWERED BROKER_UNAVAILABLE CANCELLED INVALID_INPUT INTERNAL`.split(
    /\s+/,
  );

describe('AxiomTokenError', () => {
  it('has every promised code', () => {
    expect(ERROR_CODES).toEqual(expect.arrayContaining(PROMISED));
  });

  it.each(ERROR_CODES)('%s says what happened and what to do, in plain sentences', (code) => {
    const { message, remedy } = new AxiomTokenError(code);
    for (const text of [message, remedy]) expect(text).toMatch(/^[A-Z][^!]{3,}\.$/);
  });

  it('is called by its name where errors are printed, and has a cause only when there was one', () => {
    const error = new AxiomTokenError('PAUSED');
    expect(String(error)).toBe('AxiomTokenError: Handing out tokens is paused.');
    expect(error).not.toHaveProperty('cause');
    expect([error.unsent, error.retryAfterMs]).toEqual([false, undefined]);
  });

  it('may have another message than that of its code', () => {
    const details = { message: 'It is so.', remedy: 'Do this.', retryAfterMs: 7, unsent: true };
    expect(new AxiomTokenError('PAUSED', details)).toMatchObject({ code: 'PAUSED', ...details });
  });

  it('leaves its cause out of JSON, and gives it to the log', () => {
    const error = new AxiomTokenError('INTERNAL', { cause: new Error('inner words') });
    expect(JSON.stringify(error)).not.toContain('inner words');
    expect((error.cause as Error).message).toBe('inner words');
  });

  it('gets another remedy and keeps the rest, or stays itself', () => {
    const error = new AxiomTokenError('RATE_LIMITED', { message: 'It is so.', remedy: 'Wait.', retryAfterMs: 7 });
    expect(withRemedy(error, 'Wait.')).toBe(error);
    const { code, message, remedy, retryAfterMs, cause } = withRemedy(error, 'Run it again.');
    expect([code, message, remedy, retryAfterMs]).toEqual(['RATE_LIMITED', 'It is so.', 'Run it again.', 7]);
    expect(cause).toBe(error);
  });

  it('passes itself through and wraps anything else', () => {
    const error = new AxiomTokenError('NETWORK', { unsent: true });
    expect(toAxiomTokenError(error)).toBe(error);
    expect(toAxiomTokenError('odd')).toMatchObject({ code: 'INTERNAL', cause: 'odd', unsent: false });
  });
});
