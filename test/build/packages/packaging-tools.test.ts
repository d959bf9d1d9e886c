import { expect, it } from 'vitest';
import { refuseMissingTools } from '../../../build/packages/packaging-tools.mjs';

const ALL = ['dpkg-deb', 'rpmbuild', 'mksquashfs', 'desktop-file-validate', '7za'];
const words = async (isDevelopmentRuntime: boolean, programs: readonly string[]) => {
  const hasProgram = async (name: string) => programs.includes(name);
  const error = await refuseMissingTools({ isDevelopmentRuntime, hasProgram }).catch((each) => each);
  return error === undefined ? [] : [error.message, error.remedy];
};

it.each([
  { at: 'all is there', isAtHand: true, programs: ALL, said: [] },
  { at: 'electron-builder downloads its own', isAtHand: false, programs: ['dpkg-deb', 'rpmbuild'], said: [] },
  {
    at: 'Fedora',
    isAtHand: false,
    programs: ['dnf'],
    said: ['dpkg-deb, rpmbuild', 'Run `sudo dnf install dpkg rpm-build`, then run the command again.'],
  },
  {
    at: 'openSUSE',
    isAtHand: true,
    programs: ['zypper', 'rpmbuild', 'dpkg-deb', '7za', 'desktop-file-validate'],
    said: ['mksquashfs', 'Run `sudo zypper install squashfs`, then run the command again.'],
  },
  {
    at: 'Debian whose search path is cut',
    isAtHand: true,
    programs: [...ALL.slice(1), 'apt-get'],
    said: ['dpkg-deb', 'Run `sudo apt-get install dpkg`, then run the command again.'],
  },
  {
    at: 'another system',
    isAtHand: false,
    programs: ['rpmbuild'],
    said: [
      'dpkg-deb',
      "Install dpkg-deb (Debian: dpkg, Fedora: dpkg) with this system's own package manager, then run the command again.",
    ],
  },
])('what makes packages is asked for by name: $at', async ({ isAtHand, programs, said }) => {
  const [names, remedy] = said;
  expect(await words(isAtHand, programs)).toEqual(
    names === undefined
      ? []
      : [`The tools that make the packages are missing, or not in the search path: ${names}.`, remedy],
  );
});
