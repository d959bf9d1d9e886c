import { expect, it } from 'vitest';
import { keepTogether } from '../../../renderer/text/keep-together';

/** A tilde stands for a non-breaking space. */
it.each([
  ['taken out of the clipboard after 30 s', 'taken out of the clipboard after 30~s'],
  ['in 12 min 04 s', 'in 12~min~04~s'],
  ['1 day 3 h', '1~day~3~h'],
  ['2 h 05 min left', '2~h~05~min left'],
  ['28 days', '28~days'],
  ['1:48 min', '1:48~min'],
  ['at 16:12:18, 210 ms, api6', 'at 16:12:18, 210~ms, api6'],
  ['21 Dec, 18:40', '21~Dec, 18:40'],
  ['3 Jan 2027, 18:40', '3~Jan~2027, 18:40'],
  ['Dec 21, 3:36 PM', 'Dec~21, 3:36~PM'],
  ['21. Dez., 18:40', '21.~Dez., 18:40'],
  ['10 min 3 accounts', '10~min 3 accounts'],
  ['21 déc. 2026, 18:40', '21~déc.~2026, 18:40'],
  ['21 dic, 18:40', '21~dic, 18:40'],
  ['3 more are needed', '3 more are needed'],
  ['13 of 14 worked, 5 months', '13 of 14 worked, 5 months'],
  ['at 14:33. Until then', 'at 14:33. Until then'],
  ['Refresh main now', 'Refresh main now'],
  ['', ''],
])('%j is %j', (text, shown) => {
  expect(keepTogether(text).replaceAll('\u00a0', '~')).toBe(shown);
});

it('removes and adds no text, and changes nothing the second time', () => {
  const text = 'Refused once, checking again at 14:33, in 1 min 20 s; good until 21 Dec 2026';
  const kept = keepTogether(text);
  expect(kept.replaceAll('\u00a0', ' ')).toBe(text);
  expect(keepTogether(kept)).toBe(kept);
});
