// A script in the app's own page tries every way to send something out; nothing arrives at the listeners on this computer.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordingWebServer, startRecordingWebServer } from './support/recording-web-server';
import { openStage, type Stage, type StartedApp } from './support/stage';

const SECRET = 'what-a-script-wants-out';

let stage: Stage;
let app: StartedApp;
let page: Page;
let netLog: string;
let web: RecordingWebServer;
let udp: Socket;
let tcp: Server;
const arrived: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  web = await startRecordingWebServer();
  udp = createSocket('udp4', (packet) => arrived.push(`udp ${packet.length}`));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  tcp = createServer((socket) => {
    arrived.push('tcp');
    socket.on('error', () => undefined).destroy();
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  netLog = join(await stage.newFolder(), 'net-log.json');
  app = await stage.start({ args: [`--log-net-log=${netLog}`] });
  page = await app.page();
});
afterAll(async () => {
  await stage?.dispose();
  await web?.dispose();
  udp?.close();
  tcp?.close();
});

test('WebRTC reaches no server, neither over UDP nor over TCP', async () => {
  const servers = [
    `turn:127.0.0.1:${udp.address().port}?transport=udp`,
    `turn:127.0.0.1:${(tcp.address() as AddressInfo).port}?transport=tcp`,
    `stun:127.0.0.1:${udp.address().port}`,
  ];
  const candidates = await page.evaluate(
    async ([urls, secret]) => {
      const connection = new RTCPeerConnection({
        iceServers: urls.map((url) => ({
          urls: url,
          ...(url.startsWith('turn') && { username: secret, credential: 'x' }),
        })),
      });
      const found: string[] = [];
      const gathered = new Promise<void>((resolve) => {
        connection.onicecandidate = ({ candidate }) => {
          if (candidate === null) resolve();
          else found.push(candidate.candidate);
        };
        // TURN over a dead proxy may be retried for a long time.
        setTimeout(resolve, 5_000);
      });
      connection.createDataChannel('out');
      await connection.setLocalDescription(await connection.createOffer());
      await gathered;
      connection.close();
      return found;
    },
    [servers, SECRET] as const,
  );
  expect([arrived, candidates]).toEqual([[], []]);
});

test('requests, sockets, prefetching, styles, icons and forms reach no server', async () => {
  const tried = await page.evaluate(
    async ([origin, secret]) => {
      const url = (path: string): string => `${origin}/${path}?${secret}`;
      const results: string[] = [];
      const add = (what: string, run: () => unknown): void => {
        try {
          run();
          results.push(what);
        } catch {
          results.push(what);
        }
      };
      const link = (rel: string): void => {
        const element = Object.assign(document.createElement('link'), { rel, href: url(rel) });
        document.head.append(element);
      };
      add('fetch', () => void fetch(url('fetch'), { mode: 'no-cors' }).catch(() => undefined));
      add('beacon', () => navigator.sendBeacon(url('beacon'), secret));
      add('web socket', () => new WebSocket(url('socket').replace('http', 'ws')));
      add('event source', () => new EventSource(url('events')));
      add('image', () => (new Image().src = url('image')));
      add('style', () => (document.body.style.backgroundImage = `url("${url('style')}")`));
      add('font', () => document.fonts.add(new FontFace('out', `url("${url('font')}")`)));
      for (const rel of [
        'prefetch',
        'prerender',
        'preconnect',
        'dns-prefetch',
        'preload',
        'modulepreload',
        'icon',
        'stylesheet',
        'manifest',
      ])
        add(rel, () => link(rel));
      add('frame', () => document.body.append(Object.assign(document.createElement('iframe'), { src: url('frame') })));
      add('ping', () => {
        const anchor = Object.assign(document.createElement('a'), { href: '#', ping: url('ping') });
        document.body.append(anchor);
        anchor.click();
      });
      add('form', () => {
        const form = Object.assign(document.createElement('form'), { action: url('form'), method: 'post' });
        document.body.append(form);
        form.submit();
      });
      add('window', () => window.open(url('window')));
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      return results.length;
    },
    [web.origin, SECRET] as const,
  );
  expect(tried).toBeGreaterThan(15);
  expect(web.paths).toEqual([]);
});

test('a DNS name that contains a secret is looked up for no link, except for one in an empty frame', async () => {
  await page.evaluate((secret) => {
    const control = document.createElement('meta');
    control.httpEquiv = 'x-dns-prefetch-control';
    control.content = 'on';
    document.head.append(control);
    for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'modulepreload', 'icon', 'prerender']) {
      const link = document.createElement('link');
      Object.assign(link, { rel, href: `https://${rel}.${secret}.example/`, as: 'image' });
      document.head.append(link);
    }
    const anchor = document.createElement('a');
    anchor.href = `https://anchor.${secret}.example/`;
    anchor.textContent = 'a link';
    document.body.append(anchor);
    // Nothing in Electron 22 prevents this for an empty frame (SECURITY.md says so).
    const { contentDocument } = document.body.appendChild(document.createElement('iframe'));
    const inFrame = contentDocument?.createElement('a');
    contentDocument?.head.append(control.cloneNode());
    if (inFrame) inFrame.href = `https://frame.${secret}.example/`;
  }, SECRET);
  // Name lookups are in the log: this one, which main makes five times while the page's lookups would be.
  await app.electronApp.evaluate(async ({ net, session }) => {
    for (let round = 0; round < 5; round++) {
      await new Promise<void>((resolve) => {
        const request = net.request({
          url: `http://asked-by-main-${round}.example/`,
          session: session.fromPartition('control'),
        });
        request.on('error', () => resolve());
        request.on('response', () => resolve());
        request.end();
      });
    }
  });
  await app.quit();
  const names = new Set((await readFile(netLog, 'utf8')).match(/[\w.-]+\.example/g));
  expect([...names].filter((name) => name.includes(SECRET))).toEqual([`frame.${SECRET}.example`]);
  expect(names).toContain('asked-by-main-4.example');
});
