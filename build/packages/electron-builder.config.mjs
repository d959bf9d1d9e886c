// How electron-builder packages dist/: names, files, fuses, and the targets of each system. Read by package.mjs, and
// by `npx electron-builder --config build/packages/electron-builder.config.mjs` for a release. Made for the Electron that ships.

/** @type {import('electron-builder').Configuration} */
export const packageConfig = {
  appId: 'trade.axiom-token-manager.desktop',
  productName: 'Axiom Token Manager',
  copyright: 'MIT licence',
  directories: { output: 'release', buildResources: 'build/icons' },
  // Everything is bundled except keytar; of its native parts only the target's is packed.
  files: [
    'dist/**',
    '!**/*.map',
    'package.json',
    '!node_modules/**',
    'node_modules/keytar/package.json',
    'node_modules/keytar/LICENSE.md',
    'node_modules/keytar/lib/**',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
    'node_modules/keytar/prebuilds/${platform}-${arch}/**',
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
    category: 'Utility',
    icon: 'app-512.png',
    maintainer: 'Axiom Token Manager contributors <maintainers@axiom-token-manager.invalid>',
    synopsis: 'Keeps Axiom Trade sign-ins alive in the tray',
    // The class of its windows in X11. In Wayland they are known by the name of the desktop file, which package.json gives.
    desktop: { entry: { StartupWMClass: 'Axiom Token Manager' } },
    target: ['AppImage', 'deb', 'tar.gz'],
  },
  mac: {
    category: 'public.app-category.utilities',
    icon: 'app-512.png',
    target: ['dmg', 'zip'],
    extendInfo: { LSUIElement: false },
  },
  win: { icon: 'app-256.png', target: ['nsis', 'zip'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
};

export default packageConfig;
