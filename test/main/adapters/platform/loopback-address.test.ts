import { describe, expect, it } from 'vitest';
import { isLoopbackHostname } from '../../../../main/adapters/platform/loopback-address';

describe('an address of this machine', () => {
  it.each(['localhost', '[::1]', '127.0.0.1', '127.255.255.255', '127.0.0.0'])('is %s', (name) => {
    expect(isLoopbackHostname(name)).toBe(true);
  });

  it.each([
    '',
    '127.0.0',
    '127.0.0.256',
    '127.0.0.0001',
    '127.0.0.1e0',
    '127.0.0.',
    '128.0.0.1',
    '0.0.0.0',
    '[::2]',
    '[::]',
    '::1',
    'localhost6',
    'Localhost',
    'my.localhost',
    'localhost.example.org',
    '127.0.0.1.example.org',
    '1127.0.0.1',
    '127.0.0.1.',
  ])('is not %j', (name) => {
    expect(isLoopbackHostname(name)).toBe(false);
  });

  it.each([
    ['http://LOCALHOST/', true],
    ['http://127.1/', true],
    ['http://0x7f.0.0.1/', true],
    ['http://2130706433/', true],
    ['http://[0:0:0:0:0:0:0:1]/', true],
    ['http://[::ffff:127.0.0.1]/', false],
    ['http://localhost@example.org/', false],
  ])('in %s, as the parser of addresses gives it: %s', (address, isOfThisMachine) => {
    expect(isLoopbackHostname(new URL(address).hostname)).toBe(isOfThisMachine);
  });
});
