// Draws the icons from the SVG files in source/ with the project's Electron: PNGs, and icon files with several sizes for Windows and macOS. Run by hand (`node build/icons/render.mjs`)
// after a source has changed. Sources and pictures are both committed, so that a build needs no display.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decodePng } from '../virtual-desktop/png-pixels.mjs';
import { encodeIcns } from './icns.mjs';
import { encodeIco } from './ico.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** Contrast of at least 3:1 against light and dark panels (checked by test/build/icons/render.test.ts). */
const TONES = { bad: '#dc3b33', attention: '#c27a10', idle: '#7a8593', info: '#4078f0', good: '#1a9850' };

/** Shape and tone as the table of headlines pairs them (main/core/status/headline.ts). */
const SHAPES = /** @type {const} */ ({
  triangle: 'bad',
  padlock: 'attention',
  'ring-alert': 'attention',
  'ring-bars': 'idle',
  'ring-dashed': 'idle',
  'ring-open': 'info',
  'ring-check': 'good',
});

const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** Up to this size the app's icon is drawn without margin, so that its edges fall on pixel borders. */
const LARGEST_WITHOUT_MARGIN = 32;

/** Up to this size a backup's icon is the ring on a page, above it the app on a page. */
const LARGEST_SMALL_BACKUP = 32;

/** Sizes for the Windows tray, from 100% to 300%. */
const WINDOWS_SIZES = [16, 20, 24, 32, 48];
/** Sizes for the Windows desktop, task bar and Explorer. */
const WINDOWS_APP_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];

const MAC_SIZES = [16, 32, 64, 128, 256, 512, 1024];

/** One picture: file name, side in pixels, SVG text. An `.ico` or `.icns` contains several. */
function jobs() {
  const source = (/** @type {string} */ name) => readFileSync(path.join(HERE, 'source', `${name}.svg`), 'utf8');
  const app = source('app');
  const framed = (/** @type {string} */ viewBox) => app.replace('viewBox="0 0 512 512"', `viewBox="${viewBox}"`);
  const cropped = framed('24 24 464 464');
  // macOS keeps 100 of 1024 units free on each side, so that all programs in the Dock have the same size.
  const onMac = framed('-32.3 -32.3 576.6 576.6');
  const appOf = (/** @type {number} */ size) => (size <= LARGEST_WITHOUT_MARGIN ? cropped : app);
  const large = source('backup').replace('<!-- app -->', app.replace(/<\/?svg[^>]*>/g, ''));
  const small = source('backup-small');
  const backupOf = (/** @type {number} */ size) => (size <= LARGEST_SMALL_BACKUP ? small : large);
  const list = APP_SIZES.flatMap((size) => [
    { file: `app-${size}.png`, size, svg: appOf(size) },
    { file: `backup-${size}.png`, size, svg: backupOf(size) },
  ]);
  for (const size of WINDOWS_APP_SIZES) {
    list.push({ file: 'app.ico', size, svg: appOf(size) }, { file: 'backup.ico', size, svg: backupOf(size) });
  }
  for (const size of MAC_SIZES) {
    list.push({ file: 'app.icns', size, svg: onMac }, { file: 'backup.icns', size, svg: backupOf(size) });
  }
  for (const [shape, tone] of Object.entries(SHAPES)) {
    const inTone = (/** @type {string} */ svg) => svg.replace('color="#000"', `color="${TONES[tone]}"`);
    const coloured = inTone(source(`${shape}-22`));
    const template = source(`${shape}-16`);
    for (const size of WINDOWS_SIZES) list.push({ file: `tray-${shape}-${tone}.ico`, size, svg: inTone(template) });
    for (const [scale, suffix] of /** @type {const} */ ([
      [1, ''],
      [2, '@2x'],
    ])) {
      list.push({ file: `tray-${shape}-${tone}${suffix}.png`, size: 22 * scale, svg: coloured });
      list.push({ file: `tray-${shape}Template${suffix}.png`, size: 16 * scale, svg: template });
    }
  }
  return list;
}

/** Runs inside Electron: draws each SVG on a canvas of its size, and prints the PNGs as JSON. */
const DRAWER = `
const { app, BrowserWindow } = require('electron');
const { readFileSync, writeFileSync } = require('node:fs');
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<title>icons</title>');
  const jobs = JSON.parse(readFileSync(__dirname + '/jobs.json', 'utf8'));
  const pictures = await window.webContents.executeJavaScript('(' + draw + ')(' + JSON.stringify(jobs) + ')');
  writeFileSync(__dirname + '/pictures.json', JSON.stringify(pictures));
  app.quit();
}).catch((error) => { console.error(error); app.exit(1); });
async function draw(jobs) {
  const pictures = [];
  for (const { size, svg } of jobs) {
    const image = new Image();
    image.src = 'data:image/svg+xml,' + encodeURIComponent(svg.replace('<svg ', '<svg width="' + size + '" height="' + size + '" '));
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
    canvas.getContext('2d').drawImage(image, 0, 0, size, size);
    pictures.push(canvas.toDataURL('image/png').split(',')[1]);
  }
  return pictures;
}
`;

/**
 * Draws all pictures; returns the bytes of each file by its name.
 * @returns {Map<string, Buffer>}
 */
export function drawIcons() {
  const folder = mkdtempSync(path.join(tmpdir(), 'icons-'));
  try {
    const list = jobs();
    writeFileSync(path.join(folder, 'package.json'), '{"name": "icons", "version": "1.0.0", "main": "main.js"}');
    writeFileSync(path.join(folder, 'main.js'), DRAWER);
    writeFileSync(path.join(folder, 'jobs.json'), JSON.stringify(list));
    const electron = spawnSync(process.execPath, [path.join(HERE, '..', 'electron-path.mjs')], { encoding: 'utf8' });
    const command = [electron.stdout.trim(), '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}/data`, folder];
    if (!process.env.DISPLAY && process.platform === 'linux') command.unshift('xvfb-run', '-a');
    const [program = '', ...args] = command;
    const run = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
    if (run.status !== 0)
      throw new Error(`Electron could not draw the icons (${run.status ?? run.error})\n${run.stderr}`);
    const pictures = JSON.parse(readFileSync(path.join(folder, 'pictures.json'), 'utf8'));
    /** @type {Map<string, Buffer[]>} */
    const files = new Map();
    for (const [index, { file }] of list.entries()) {
      files.set(file, [...(files.get(file) ?? []), Buffer.from(pictures[index], 'base64')]);
    }
    return new Map(
      [...files].map(([file, pngs]) => {
        if (file.endsWith('.ico')) return [file, encodeIco(pngs.map(decodePng))];
        if (file.endsWith('.icns')) return [file, encodeIcns(pngs.map(decodePng))];
        return [file, pngs[0] ?? Buffer.alloc(0)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = drawIcons();
  for (const name of readdirSync(HERE)) if (/\.(png|ico|icns)$/.test(name)) rmSync(path.join(HERE, name));
  for (const [file, bytes] of files) writeFileSync(path.join(HERE, file), bytes);
  process.stdout.write(`${files.size} files in ${path.relative(process.cwd(), HERE)}\n`);
}
