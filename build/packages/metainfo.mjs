// AppStream metainfo, which software centres show about this app; made from package.json and CHANGELOG.md. Pure.
import { releasesIn } from '../release/changelog.mjs';

/** A summary of less than a line. */
const SUMMARY = 'Keeps Axiom Trade sign-ins alive in the tray';

const DESCRIPTION = [
  'Keeps you signed in to Axiom Trade while your own programs trade there. You sign in once; the app keeps your tokens in the keychain of your system, refreshes the access token before it expires, and shows its state in the tray.',
  'It tells you in time when you have to sign in again, and says in plain words when something is wrong. No failure loses a sign-in, and tokens go to Axiom and nowhere else.',
];
const FEATURES = [
  'Sign in through a browser window, with e-mail and password, or with tokens that you have',
  'Several accounts, each with its tokens in the keychain, in a file, or in a file sealed with a passphrase',
  'Copy a token that is valid now, and have it cleared from the clipboard again',
  'Encrypted backups for moving to another computer',
  'A demo account, without any of your own',
];
const DISCLAIMER = 'It is not made by Axiom Trade, and has no telemetry.';

/** Shown for a release that Keep a Changelog calls yanked. */
const WITHDRAWN = 'This version was withdrawn: use a newer one.';

const CATEGORIES = ['Utility', 'Security'];
const KEYWORDS = ['axiom', 'token', 'sign-in', 'credentials', 'keychain', 'trading'];
/** The logo's ring and background colours. */
const COLOURS = { light: '#5fd39a', dark: '#101318' };

/**
 * The text of the file `trade.axiom_token_manager.desktop.metainfo.xml`.
 * @param {{manifest: {name: string, productName: string, license: string, author: string, homepage: string, bugs: {url: string}}, changelog: string}} sources package.json, parsed, and the text of CHANGELOG.md
 */
export function metainfo({ manifest, changelog }) {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<component type="desktop-application">',
    '  <id>trade.axiom_token_manager.desktop</id>',
    `  <name>${escape(manifest.productName)}</name>`,
    `  <summary>${escape(SUMMARY)}</summary>`,
    `  <developer id="trade.axiom_token_manager">`,
    `    <name>${escape(manifest.author.replace(/\s*<.*$/, ''))}</name>`,
    '  </developer>',
    '  <metadata_license>CC0-1.0</metadata_license>',
    `  <project_license>${escape(manifest.license)}</project_license>`,
    '  <description>',
    ...DESCRIPTION.map((text) => `    <p>${escape(text)}</p>`),
    '    <ul>',
    ...FEATURES.map((text) => `      <li>${escape(text)}</li>`),
    '    </ul>',
    `    <p>${escape(DISCLAIMER)}</p>`,
    '  </description>',
    `  <launchable type="desktop-id">${manifest.name}.desktop</launchable>`,
    ...list('categories', 'category', CATEGORIES),
    ...list('keywords', 'keyword', KEYWORDS),
    `  <url type="homepage">${escape(manifest.homepage)}</url>`,
    `  <url type="bugtracker">${escape(manifest.bugs.url)}</url>`,
    `  <url type="help">${escape(new URL('#troubleshooting', manifest.homepage).href)}</url>`,
    '  <branding>',
    `    <color type="primary" scheme_preference="light">${COLOURS.light}</color>`,
    `    <color type="primary" scheme_preference="dark">${COLOURS.dark}</color>`,
    '  </branding>',
    '  <provides>',
    `    <binary>${manifest.name}</binary>`,
    '    <mediatype>application/vnd.axiom-token-manager.backup</mediatype>',
    '  </provides>',
    '  <content_rating type="oars-1.1" />',
    ...releases(changelog),
    '</component>',
  ];
  return `${lines.join('\n')}\n`;
}

function list(/** @type {string} */ name, /** @type {string} */ item, /** @type {readonly string[]} */ texts) {
  return [`  <${name}>`, ...texts.map((text) => `    <${item}>${escape(text)}</${item}>`), `  </${name}>`];
}

function releases(/** @type {string} */ changelog) {
  const found = releasesIn(changelog).map(({ version, date, isYanked, sections }) => {
    const description = [
      ...(isYanked ? [`        <p>${WITHDRAWN}</p>`] : []),
      ...sections.flatMap(({ title, texts, entries }) => [
        ...[title, ...texts].filter((text) => text !== '').map((text) => `        <p>${plain(text)}</p>`),
        ...(entries.length === 0 ? [] : ['        <ul>']),
        ...entries.map((entry) => `          <li>${plain(entry)}</li>`),
        ...(entries.length === 0 ? [] : ['        </ul>']),
      ]),
    ];
    const isPreRelease = version.includes('-');
    return [
      // For AppStream only a suffix after ~ sorts before the version itself.
      `    <release version="${version.replace('-', '~')}" date="${date}"${isPreRelease ? ' type="development"' : ''}>`,
      ...(description.length === 0 ? [] : ['      <description>', ...description, '      </description>']),
      '    </release>',
    ].join('\n');
  });
  return found.length === 0 ? [] : ['  <releases>', ...found, '  </releases>'];
}

/** Removes Markdown: keeps code, drops emphasis and link addresses. */
function plain(/** @type {string} */ markdown) {
  return escape(markdown)
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escape(/** @type {string} */ text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
