import { describe, expect, it } from 'vitest';
import { SetupError } from '../../build/setup-error.mjs';
import { refuseOldNode } from '../../build/setup.mjs';

describe('the Node of a set-up', () => {
  it.each(['20.15.0', '20.15.1', '20.16.0', '21.0.0', '22.4.1', '100.0.0'])('may be %s', (version) => {
    expect(() => refuseOldNode(version)).not.toThrow();
  });

  it.each(['20.14.9', '20.2.0', '19.99.0', '16.17.0', '8.17.0'])('may not be %s', (version) => {
    expect(() => refuseOldNode(version)).toThrow(SetupError);
    expect(() => refuseOldNode(version)).toThrow(`This is Node ${version}; the project needs Node 20.15 or newer.`);
  });
});
