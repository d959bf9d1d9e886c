// A web server on loopback that answers everything with a small page and records requests: where a page that must not get out would arrive.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server. */
export interface RecordingWebServer {
  readonly origin: string;
  /** The requested paths. */
  readonly paths: readonly string[];
  dispose(): Promise<void>;
}

/** Starts it on a free port. */
export async function startRecordingWebServer(): Promise<RecordingWebServer> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
    response.end('<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>');
  });
  server.on('upgrade', (request, socket) => {
    paths.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
