import { describe, expect, it } from 'vitest';
import { describeTray, headlineOf } from '../../../build/virtual-desktop/tray-text.mjs';
import { makeMenuEntry as entry } from '../../support/tray-host';

describe('the tray as text', () => {
  it('shows icon, tooltip and every visible menu line, nested and marked', () => {
    const menu = [
      entry('main: Healthy, expires in 12 min', { enabled: false }),
      entry('', { type: 'separator' }),
      entry('Refresh now'),
      entry('Hidden', { visible: false }),
      entry('Start at login', { toggle: true }),
      entry('More', { children: [entry('Inner')] }),
    ];
    expect(describeTray({ icon: 'ring-check-good', tooltip: 'main: healthy', menu }).split('\n')).toEqual([
      'icon     ring-check-good',
      'tooltip  main: healthy',
      'menu     main: Healthy, expires in 12 min  (disabled)',
      '         --',
      '         Refresh now',
      '         [x] Start at login',
      '         More',
      '           Inner',
    ]);
  });

  it.each([
    ['demo: Healthy, expires in 2 min', 'demo: Healthy, expires in 50 s'],
    ['demo: Expires in 40 s', 'demo: Expires in 30 s'],
  ])('takes "%s" and "%s" for the same headline', (earlier, later) => {
    const headline = (label: string) => headlineOf({ icon: 'x', menu: [entry(label)] });
    expect(headline(earlier)).toBe(headline(later));
  });

  it('counts another icon or another text as a new headline', () => {
    const menu = [entry('demo: Healthy')];
    expect(headlineOf({ icon: 'a', menu })).not.toBe(headlineOf({ icon: 'b', menu }));
    expect(headlineOf({ icon: 'a', menu })).not.toBe(headlineOf({ icon: 'a', menu: [entry('demo: Expired')] }));
  });
});
