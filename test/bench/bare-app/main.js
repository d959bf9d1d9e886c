// The smallest Electron app, with which the bench compares: one tray icon, and one empty window with --window.
const { app, BrowserWindow, Menu, Tray } = require('electron');
const { join } = require('node:path');

// Kept in a variable: otherwise V8 collects the icon.
let tray;

app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  tray = new Tray(join(__dirname, '../../../build/icons/tray-ring-check-good.png'));
  tray.setToolTip('Bare');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
  if (process.argv.includes('--window')) void new BrowserWindow({ width: 900, height: 640 }).loadFile('page.html');
});
