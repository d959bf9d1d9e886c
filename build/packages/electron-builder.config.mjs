// The configuration of electron-builder: names, files, fuses, and the targets of each system. Read by package.mjs, and
// by `npx electron-builder --config build/packages/electron-builder.config.mjs` for a release. Made for the Electron that ships.
import { koffiFilter } from './koffi-filter.mjs';
import { macConfig } from './mac/config.mjs';
import { windowsConfig } from './windows/config.mjs';
import { SBOM_FOLDER } from './sbom.mjs';

/** The MIME type of a backup. linux/backup.mime.xml has its description. */
const BACKUP_TYPE = 'application/vnd.axiom-token-manager.backup';

const DESCRIPTION =
  'Signs in to Axiom Trade, keeps the tokens in the keychain of the system, and refreshes them in time';

/** Libraries that the programs link to or that Chromium loads later. New names (Debian 13, Ubuntu 24.04) first, then the old ones. */
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
  // Everything is bundled except keytar and koffi. Of native modules and tray pictures, only the target's are packed; each system's section
  // names them, because electron-builder's own variable means the packing computer. The command line is one executable beside the app.
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
  // By default electron-builder unpacks all files of a package with a native module, where anybody could change its JavaScript.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // keytar contains a binary for each system; compiling would need a compiler and headers.
  npmRebuild: false,
  electronLanguages: ['en-US', 'en'],
  publish: null,
  afterPack: 'build/packages/after-pack.mjs',
  // The zip for macOS comes with a blockmap for partial updates, which no option turns off.
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
    // Otherwise electron-builder starts an AppImage without sandbox.
    executableArgs: [],
    desktop: {
      entry: {
        Name: 'Axiom Token Manager',
        GenericName: 'Token manager',
        Keywords: 'Axiom;Trade;token;sign in;keychain;credentials;',
        StartupNotify: 'true',
        // The X11 window class. Wayland identifies windows by the desktop file's name, from package.json.
        StartupWMClass: 'Axiom Token Manager',
      },
    },
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
    artifactName: '${name}-${version}-${arch}.${ext}',
  },
  // This AppImage runtime needs no system library to mount the image.
  toolsets: { appimage: '1.0.3' },
  deb: {
    artifactName: '${name}_${version}_${arch}.${ext}',
    packageCategory: 'utils',
    afterRemove: 'build/packages/linux/after-remove.sh',
    depends: DEB_DEPENDS,
    recommends: ['gnome-keyring | keepassxc | libkf5wallet-bin | kwalletd6'],
  },
  // Needed libraries are found in the programs at build time (rpm.mjs); these are needs that are not linked.
  rpm: {
    artifactName: '${name}-${version}.${arch}.${ext}',
    packageCategory: 'Applications/Productivity',
    afterRemove: 'build/packages/linux/after-remove.sh',
    // electron-builder supports recommendations only for deb.
    fpm: ['--rpm-tag', 'Recommends: (gnome-keyring or kf6-kwallet or kwalletd6 or keepassxc)'],
    depends: ['xdg-utils', 'libX11-xcb.so.1()(64bit)', 'libudev.so.1()(64bit)', '(libnotify or libnotify4)'],
  },
  ...macConfig(process.env),
  ...windowsConfig(process.env),
};

export default packageConfig;
