// A script that has the app's own page, and what it wants to send out: whatever way it tries, nothing arrives at those who listen on this computer.
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordingWebServer, startRecordingWebServer } from './support/recording-web-server';
import { openStage, type Stage } from './support/stage';

const SECRET = 'what-a-script-wants-out';

let stage: Stage;
let page: Page;
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
  page = await (await stage.start()).page();
});
afterAll(async () => {
  await stage?.dispose();
  await web?.dispose();
  udp?.close();
  tcp?.close();
});

test('WebRTC reaches nobody, neither over UDP nor over TCP', async () => {
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
        // TURN over a proxy that leads nowhere may be tried for long.
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

test('requests, sockets, prefetching, styles, icons and forms reach nobody', async () => {
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
