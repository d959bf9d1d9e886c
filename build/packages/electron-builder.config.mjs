// How electron-builder packages dist/: names, files, fuses, and the targets of each system. Read by package.mjs, and
// by `npx electron-builder --config build/packages/electron-builder.config.mjs` for a release. Made for the Electron that ships.
import { koffiFilter } from './koffi-filter.mjs';
import { macConfig } from './mac/config.mjs';
import { windowsConfig } from './windows/config.mjs';
import { SBOM_FOLDER } from './sbom.mjs';

/** The type of a backup's file. linux/backup.mime.xml says by what name it is known. */
const BACKUP_TYPE = 'application/vnd.axiom-token-manager.backup';

const DESCRIPTION =
  'Signs in to Axiom Trade, keeps the tokens in the keychain of the system, and refreshes them in time';

/** What the programs are linked to, and what Chromium loads later: names since Debian 13 and Ubuntu 24.04 first, then the former ones. */
const DEB_DEPENDS = [
  ...['libasound2t64 | libasound2', 'libatk-bridge2.0-0t64 | libatk-bridge2.0-0', 'libatk1.0-0t64 | libatk1.0-0'],
  ...['libatspi2.0-0t64 | libatspi2.0-0', 'libc6', 'libcairo2', 'libcups2t64 | libcups2', 'libdbus-1-3', 'libdrm2'],
  ...[
    'libexpat1',
    'libgbm1',
    'libgcc-s1',
    'libglib2.0-0t64 | libglib2.0-0',
    'libgtk-3-0t64 | libgtk-3-0',
    'libnotify4',
  ],
  ...[
    'libnspr4',
    'libnss3',
    'libpango-1.0-0',
    'libsecret-1-0',
    'libstdc++6',
    'libudev1',
    'libx11-6',
    'libx11-xcb1',
    'libxcb1',
  ],
  ...['libxcomposite1', 'libxdamage1', 'libxext6', 'libxfixes3', 'libxkbcommon0', 'libxrandr2', 'xdg-utils'],
];

/** @type {import('electron-builder').Configuration} */
export const packageConfig = {
  appId: 'trade.axiom-token-manager.desktop',
  productName: 'Axiom Token Manager',
  copyright: 'MIT licence',
  directories: { output: 'release', buildResources: 'build/icons' },
  // Everything is bundled except keytar and koffi; of their native parts, and of the pictures for the tray, only the target's are packed, which each system
  // names (electron-builder's own word for the system is that of the computer that packs). The command line lies beside the app, in one executable.
  files: [
    'dist/**',
    '!dist/cli/**',
    '!dist/icons/tray-*',
    '!**/*.map',
    'package.json',
    '!node_modules/**',
    'node_modules/keytar/package.json',
    'node_modules/keytar/LICENSE.md',
    'node_modules/keytar/lib/**',
    'node_modules/koffi/package.json',
    'node_modules/koffi/LICENSE.txt',
    'node_modules/koffi/index.cjs',
    'node_modules/koffi/src/koffi/index.cjs',
    'node_modules/koffi/src/koffi/src/static.cjs',
  ],
  // Outside the archive, where scanners and people find them.
  extraResources: [
    { from: SBOM_FOLDER, to: '.' },
    { from: 'LICENSE', to: 'LICENSE.txt' },
  ],
  // Otherwise all of a package with a native part lies outside, where anybody can change its JavaScript.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // keytar brings a binary for each system; compiling another one would need a compiler and headers.
  npmRebuild: false,
  electronLanguages: ['en-US', 'en'],
  publish: null,
  afterPack: 'build/packages/after-pack.mjs',
  // The zip of macOS comes with a file for updates in parts, which no option leaves out.
  afterAllArtifactBuild: 'build/packages/remove-blockmaps.mjs',
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
    files: [
      {
        filter: [
          'node_modules/keytar/prebuilds/linux-${arch}/**',
          ...koffiFilter('linux'),
          'dist/icons/tray-*.png',
          '!dist/icons/*Template*',
        ],
      },
    ],
    syncDesktopName: true,
    category: 'Utility',
    synopsis: 'Keeps Axiom Trade sign-ins alive in the tray',
    description: DESCRIPTION,
    mimeTypes: [BACKUP_TYPE],
    // Otherwise an AppImage starts without its sandbox.
    executableArgs: [],
    desktop: {
      entry: {
        Name: 'Axiom Token Manager',
        GenericName: 'Token manager',
        Keywords: 'Axiom;Trade;token;sign in;keychain;credentials;',
        StartupNotify: 'true',
        // The class of its windows in X11. In Wayland they are known by the name of the desktop file, which package.json gives.
        StartupWMClass: 'Axiom Token Manager',
      },
    },
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
    artifactName: '${name}-${version}-${arch}.${ext}',
  },
  // Its runtime needs no library of the system to mount the image.
  toolsets: { appimage: '1.0.3' },
  deb: {
    artifactName: '${name}_${version}_${arch}.${ext}',
    packageCategory: 'utils',
    afterRemove: 'build/packages/linux/after-remove.sh',
    depends: DEB_DEPENDS,
    recommends: ['gnome-keyring | keepassxc | libkf5wallet-bin | kwalletd6'],
  },
  // The libraries are read off the programs when the package is made (rpm.mjs); this is what no program is linked to.
  rpm: {
    artifactName: '${name}-${version}.${arch}.${ext}',
    packageCategory: 'Applications/Productivity',
    afterRemove: 'build/packages/linux/after-remove.sh',
    // electron-builder passes recommendations on for a deb only.
    fpm: ['--rpm-tag', 'Recommends: (gnome-keyring or kf6-kwallet or kwalletd6 or keepassxc)'],
    depends: ['xdg-utils', 'libX11-xcb.so.1()(64bit)', 'libudev.so.1()(64bit)', '(libnotify or libnotify4)'],
  },
  ...macConfig(process.env),
  ...windowsConfig(process.env),
};

export default packageConfig;
