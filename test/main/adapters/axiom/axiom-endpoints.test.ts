import { describe, expect, it } from 'vitest';
import { resolveAxiomEndpoints } from '../../../../main/adapters/axiom/axiom-endpoints';
import { AxiomTokenError } from '../../../../main/core/base/errors';

describe('the endpoints', () => {
  it.each([{}, { AXIOM_API_BASE: '', AXIOM_SITE_BASE: ' ' }, { AXIOM_API_BASE: ' , ' }])(
    'are the real ones for %j',
    (env) => {
      const { siteOrigin, apiOrigins, isSimulator } = resolveAxiomEndpoints(env);
      expect({ siteOrigin, isSimulator }).toEqual({ siteOrigin: 'https://axiom.trade', isSimulator: false });
      const numbers = ['', '2', '3', '6', '7', '8', '9', '10'];
      expect(apiOrigins).toEqual(numbers.map((number) => `https://api${number}.axiom.trade`));
    },
  );

  it.each([
    [{ AXIOM_API_BASE: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080', ['http://127.0.0.1:8080']],
    [{ AXIOM_SITE_BASE: 'http://localhost:3000/' }, 'http://localhost:3000', ['http://localhost:3000']],
    [
      {
        AXIOM_API_BASE: 'http://127.0.0.1:1, https://[::1]:2 ,http://127.9.8.7:3',
        AXIOM_SITE_BASE: 'https://localhost',
      },
      'https://localhost',
      ['http://127.0.0.1:1', 'https://[::1]:2', 'http://127.9.8.7:3'],
    ],
  ])('of %j are on this machine and marked as a simulator', (env, siteOrigin, apiOrigins) => {
    expect(resolveAxiomEndpoints(env)).toEqual({ siteOrigin, apiOrigins, isSimulator: true });
  });

  it.each([
    'https://api.axiom.trade',
    'http://axiom.trade',
    'http://192.168.0.10:8080',
    'http://0.0.0.0:8080',
    'http://127.0.0.1.example.org',
    'http://localhost.example.org',
    'http://localhost.',
    'http://[::ffff:127.0.0.1]:80',
    'http://user:pass@127.0.0.1:80',
    'http://127.0.0.1:80/path',
    'http://127.0.0.1:80/?x=1',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    '127.0.0.1:8080',
    'nonsense',
    'http://127.0.0.1:1,https://api2.axiom.trade',
  ])('refuse %s with a word about what is accepted', (base) => {
    for (const variable of ['AXIOM_API_BASE', 'AXIOM_SITE_BASE']) {
      expect(() => resolveAxiomEndpoints({ [variable]: base })).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(variable) }),
      );
    }
  });

  it('refuse two sites, and never quote a password from an address', () => {
    expect(() => resolveAxiomEndpoints({ AXIOM_SITE_BASE: 'http://127.0.0.1:1,http://127.0.0.1:2' })).toThrow(
      AxiomTokenError,
    );
    expect(() => resolveAxiomEndpoints({ AXIOM_API_BASE: 'http://me:opensesame@example.org' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('opensesame') }),
    );
  });
});
