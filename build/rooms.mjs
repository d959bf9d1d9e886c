// The rooms (folders) of the program and the allowed imports between them. This is the only list; ARCHITECTURE.md explains it.
// `npm run lint` (check-rooms.mjs) and `npm test` check the sources against it. The libraries that a room may use are in .oxlintrc.json.

/** What most pages of the window may import. */
const OF_A_PAGE = ['type preload/contract', 'renderer/model', 'renderer/state', 'renderer/text', 'renderer/view'];

/**
 * A room is a folder; a new one needs a row here. It may import the rooms in its row and itself. `type X`: only types from X. `X/*`: every room below X.
 * The order of rows is the order of dependencies: no room imports one that is further down.
 * @type {import('./room-arrows.mjs').Rooms}
 */
export const ROOMS = {
  // The core: the product, without Node, Electron or DOM.
  'main/core': [],
  'main/core/base': [],
  'main/core/tokens': ['main/core/base'],
  'main/core/ports': ['type main/core/base', 'type main/core/tokens'],
  'main/core/flow': ['main/core/ports'],
  'main/core/time': ['main/core/base', 'type main/core/ports'],
  'main/core/status': ['type main/core/base', 'main/core/ports', 'main/core/tokens'],
  // Passphrase strength, by a library; window and command line load it when it is needed.
  'main/core/passphrases': [],
  'main/core/sealing': ['main/core/base', 'type main/core/ports'],
  'main/core/storage': [
    ...['main/core/base', 'main/core/flow', 'main/core/ports', 'main/core/status', 'main/core/time'],
    'main/core/tokens',
  ],
  'main/core/refresh': [
    ...['main/core/base', 'main/core/flow', 'main/core/ports', 'main/core/status', 'type main/core/storage'],
    ...['main/core/time', 'main/core/tokens'],
  ],
  'main/core/token-texts': ['main/core/base'],
  'main/core/sign-in': [
    ...['main/core/base', 'type main/core/ports', 'type main/core/storage', 'main/core/token-texts'],
    'main/core/tokens',
  ],
  'main/core/leftovers': ['main/core/base', 'main/core/sign-in', 'main/core/token-texts', 'main/core/tokens'],
  'main/core/profiles': [
    ...['main/core/base', 'main/core/flow', 'main/core/ports', 'type main/core/refresh', 'main/core/status'],
    ...['main/core/storage', 'type main/core/tokens'],
  ],
  'main/core/backup': ['main/core/base', 'main/core/ports', 'main/core/sealing', 'main/core/tokens'],
  'main/core/activity': [
    ...['main/core/base', 'main/core/flow', 'main/core/ports', 'type main/core/profiles', 'type main/core/refresh'],
  ],
  'main/core/intents': [
    ...['type main/core/activity', 'main/core/backup', 'main/core/base', 'main/core/flow', 'main/core/ports'],
    ...['main/core/profiles', 'main/core/sign-in', 'main/core/storage', 'main/core/tokens'],
  ],

  // The token gate, through which all tokens leave, and its ways in and out. Gateway, mirrors and alerts are not built yet.
  'main/handout': ['main/core/*'],
  'main/handout/formats': ['main/core/base', 'main/handout'],
  'main/handout/broker': ['main/core/*', 'main/handout'],
  'main/handout/gateway': ['main/core/*', 'main/handout'],
  'main/handout/mirrors': ['main/core/*', 'main/handout'],
  'main/handout/alerts': ['main/core/*', 'main/handout'],

  // The adapters: each file implements one port with one technology.
  'main/adapters/platform': ['main/core/base', 'main/core/flow', 'main/core/ports'],
  'main/adapters/files': ['main/core/backup', 'main/core/base', 'type main/core/ports'],
  'main/adapters/logging': ['main/adapters/files', 'main/core/base', 'type main/core/ports'],
  'main/adapters/places': ['main/adapters/files', 'main/core/base', 'main/core/flow', 'type main/core/ports'],
  'main/adapters/app-data': [
    ...[
      'main/adapters/files',
      'main/adapters/places',
      'main/core/base',
      'main/core/flow',
      'main/core/ports',
      'main/core/tokens',
    ],
  ],
  'main/adapters/autostart': ['main/adapters/files', 'main/core/base', 'type main/core/ports'],
  'main/adapters/locks': [
    ...['main/adapters/files', 'main/adapters/places', 'main/core/base', 'main/core/flow', 'main/core/ports'],
  ],
  'main/adapters/d-bus': ['main/adapters/files'],
  'main/adapters/secret-service': [
    ...['main/adapters/d-bus', 'main/adapters/files', 'main/core/flow', 'type main/core/ports'],
  ],
  'main/adapters/keychain': [
    ...['main/adapters/d-bus', 'main/adapters/secret-service', 'main/core/base', 'main/core/flow'],
    'type main/core/ports',
  ],
  'main/adapters/stores': [
    ...['main/adapters/files', 'main/adapters/keychain', 'main/adapters/places', 'type main/adapters/secret-service'],
    ...['main/core/base', 'main/core/flow', 'main/core/ports', 'main/core/sealing', 'main/core/tokens'],
  ],
  'main/adapters/leftovers': [
    ...['main/adapters/files', 'main/core/base', 'main/core/leftovers'],
    ...['type main/core/ports', 'main/core/storage'],
  ],
  'main/adapters/axiom': ['main/adapters/platform', 'main/core/base', 'type main/core/ports', 'main/core/tokens'],
  'main/adapters/http': [
    ...['main/adapters/axiom', 'main/adapters/platform', 'main/core/base', 'main/core/flow', 'type main/core/ports'],
  ],

  'main/adapters/handout': [
    ...['main/adapters/files', 'main/adapters/places', 'main/core/base', 'main/core/flow', 'main/core/ports'],
    'main/handout',
  ],
  // The verdicts of `doctor`; the checks themselves are in 'main/adapters/doctor'.
  'main/doctor': ['main/core/*', 'main/handout'],
  'main/adapters/doctor': [
    ...['main/adapters/axiom', 'main/adapters/autostart', 'main/adapters/d-bus', 'main/adapters/files'],
    ...['main/adapters/keychain', 'main/core/*', 'main/doctor', 'main/handout'],
  ],

  'main/adapters/peer': [
    'main/adapters/files',
    'main/core/base',
    'type main/core/ports',
    'type main/handout',
    'type main/handout/broker',
  ],

  // The demo server: a well-behaved Axiom on loopback.
  'main/demo': ['type main/core/ports'],

  // Core, hand-out and adapters wired together, for the desktop app and for the command line.
  'main/compose': ['main/core/*', 'main/handout', 'main/handout/*', 'main/adapters/*', 'main/demo', 'main/doctor'],
  // The implementation of all calls over core and hand-out, for the socket and for the command line without the app.
  'main/compose/operations': ['main/core/*', 'main/handout'],
  'main/compose/standalone': [
    ...['main/core/*', 'main/handout', 'main/adapters/*', 'main/compose', 'main/compose/operations'],
  ],
  'main/agent': ['main/core/*', 'main/compose'],

  // The command line `axiom-tokens`: `tree` (commands and flags as data) <- `manual` (help, man page, completions), `words` (texts) <- `session`
  // (over the socket or in this process) <- its commands.
  'main/cli/tree': ['main/handout'],
  'main/cli/manual': ['main/cli/tree', 'main/handout'],
  'main/cli/words': ['main/core/*', 'main/handout', 'main/adapters/files'],
  'main/cli/session': [
    ...[
      'main/core/*',
      'main/handout',
      'main/handout/broker',
      'main/adapters/*',
      'main/compose/standalone',
      'main/cli/words',
    ],
    'type main/cli/tree',
  ],
  'main/cli/feed': ['main/core/*', 'main/handout', 'type main/cli/session'],
  'main/cli/watch': ['main/core/*', 'main/handout', 'main/adapters/files', 'main/cli/feed', 'main/cli/words'],
  'main/cli/exec': [
    ...['main/core/*', 'main/handout', 'main/adapters/files', 'main/adapters/peer', 'main/adapters/places'],
    ...['type main/cli/feed', 'main/cli/words'],
  ],
  'main/cli/commands': [
    ...['main/core/*', 'main/handout', 'main/adapters/*', 'main/compose', 'main/compose/*'],
    ...['main/handout/formats', 'main/cli/exec', 'main/cli/feed', 'main/cli/manual', 'main/cli/session'],
    ...['main/cli/watch', 'main/cli/words', 'main/doctor'],
  ],
  // `.` is package.json, for the version.
  'main/cli': [
    ...['.', 'main/core/*', 'main/adapters/*', 'main/cli/commands', 'main/cli/manual'],
    ...['main/cli/session', 'main/cli/tree', 'main/cli/words'],
  ],

  // The border between window and main process.
  'preload/contract': [],
  preload: ['preload/contract'],

  // The desktop app.
  'main/desktop/ipc': ['main/core/*', 'main/handout', 'preload/contract'],
  'main/desktop/ipc/handlers': [
    ...['main/core/*', 'main/doctor', 'main/handout', 'main/desktop/ipc', 'type preload/contract'],
  ],
  'main/desktop/shell/words': ['main/core/status', 'type preload/contract'],
  'main/desktop/shell/system': ['main/adapters/d-bus', 'main/core/base', 'main/core/ports'],
  'main/desktop/shell/windows': ['type main/core/ports', 'type preload/contract'],
  'main/desktop/shell/sign-in': ['main/core/base', 'type main/core/ports', 'main/desktop/shell/windows'],
  'main/desktop/shell/consent': [
    ...['main/core/ports', 'main/handout', 'main/desktop/shell/windows'],
    'preload/contract',
  ],
  'main/desktop/shell/messages': [
    ...['main/adapters/d-bus', 'main/core/flow', 'main/core/ports', 'main/core/status', 'main/handout'],
    'type preload/contract',
  ],
  'main/desktop/shell/menus': ['type main/desktop/shell/messages', 'type preload/contract'],
  'main/desktop/shell/tray': [
    ...['main/adapters/d-bus', 'main/core/ports', 'main/core/status', 'main/desktop/shell/menus'],
    ...['main/desktop/shell/words', 'type preload/contract'],
  ],
  'main/desktop': [
    ...['main/core/*', 'main/handout', 'main/adapters/*', 'main/compose', 'main/compose/operations'],
    ...['main/desktop/ipc', 'main/desktop/ipc/handlers'],
    ...['main/desktop/shell/*', 'type preload/contract'],
  ],

  // The window's pages.
  'renderer/text': ['type preload/contract'],
  'renderer/model': ['type preload/contract', 'renderer/text'],
  'renderer/state': ['type preload/contract', 'type renderer/text'],
  'renderer/view': [
    ...['main/core/passphrases', 'type preload/contract', 'renderer/model', 'renderer/state', 'renderer/text'],
  ],
  'renderer/consent': ['preload/contract', 'renderer/view'],
  'renderer/page/places': ['type preload/contract', 'renderer/model', 'renderer/state', 'renderer/view'],
  'renderer/page/settings': OF_A_PAGE,
  'renderer/page/backup': OF_A_PAGE,
  'renderer/page/activity': OF_A_PAGE,
  'renderer/page/programs': OF_A_PAGE,
  'renderer/page/leftovers': OF_A_PAGE,
  'renderer/page/help': ['type preload/contract', 'renderer/model', 'renderer/state', 'renderer/view'],
  'renderer/page/sign-in': ['type preload/contract', 'renderer/model', 'renderer/state', 'renderer/view'],
  'renderer/dashboard': OF_A_PAGE,
  'renderer/frame': [
    ...['type preload/contract', 'renderer/dashboard', 'renderer/model', 'renderer/page/*', 'renderer/state'],
    ...['renderer/text', 'renderer/view'],
  ],
  renderer: [
    ...['type preload/contract', 'renderer/consent', 'renderer/frame', 'renderer/state', 'renderer/text'],
    'renderer/view',
  ],
};
