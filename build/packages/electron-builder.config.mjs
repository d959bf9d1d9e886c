// How electron-builder packages dist/: names, files, fuses, and the targets of each system. Read by package.mjs, and
// by `npx electron-builder --config build/packages/electron-builder.config.mjs` for a release. Made for the Electron that ships.
import { macConfig } from './mac/config.mjs';
import { windowsConfig } from './windows/config.mjs';

/** @type {import('electron-builder').Configuration} */
export const packageConfig = {
  appId: 'trade.axiom-token-manager.desktop',
  productName: 'Axiom Token Manager',
  copyright: 'MIT licence',
  directories: { output: 'release', buildResources: 'build/icons' },
  // Everything is bundled except keytar; of its native parts only the target's is packed, which each system names (electron-builder's
  // own word for the system is that of the computer that packs).
  files: [
    'dist/**',
    '!**/*.map',
    'package.json',
    '!node_modules/**',
    'node_modules/keytar/package.json',
    'node_modules/keytar/LICENSE.md',
    'node_modules/keytar/lib/**',
  ],
  // Otherwise all of a package with a native part lies outside, where anybody can change its JavaScript.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // keytar brings a binary for each system; compiling another one would need a compiler and headers.
  npmRebuild: false,
  electronLanguages: ['en-US', 'en'],
  publish: null,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: {
    executableName: 'axiom-token-manager',
    files: [{ filter: ['node_modules/keytar/prebuilds/linux-${arch}/**'] }],
    category: 'Utility',
    icon: 'app-512.png',
    maintainer: 'Axiom Token Manager contributors <maintainers@axiom-token-manager.invalid>',
    synopsis: 'Keeps Axiom Trade sign-ins alive in the tray',
    target: ['AppImage', 'deb', 'tar.gz'],
  },
  ...macConfig(process.env),
  ...windowsConfig(process.env),
};

export default packageConfig;
