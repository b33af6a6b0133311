import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

export type Served = { readonly type: string; readonly gzip?: boolean; readonly body: Buffer };

/** One address for two chats: a few files of this bench, and the program for everything else. */
export type WebFront = {
  readonly origin: string;
  readonly forwardTo: (port: number) => void;
  readonly serve: (path: string, file: Served) => void;
  readonly stop: () => Promise<void>;
};

/** Opens it on a free port of this machine. The program is asked for gzip, so that both chats travel alike. */
export async function openWebFront(): Promise<WebFront> {
  const files = new Map<string, Served>();
  let port = 0;
  const server = createServer((asked, answer) => {
    const file = files.get(asked.url ?? '');
    if (file) {
      sendFile(answer, file);
    } else {
      forward(asked, answer, port);
    }
  });
  server.on('upgrade', (asked: IncomingMessage, socket: Duplex) => join(asked, socket, port));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo: (target) => {
      port = target;
    },
    serve: (path, file) => void files.set(path, file),
    stop: () => close(server),
  };
}

function sendFile(answer: ServerResponse, { type, gzip = false, body }: Served): void {
  answer
    .writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'cache-control': 'no-cache',
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
    })
    .end(body);
}

function forward(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const headers = { ...asked.headers, 'accept-encoding': 'gzip' };
  const passed = request(
    { host: '127.0.0.1', port, method: asked.method, path: asked.url, headers },
    (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    },
  );
  passed.on('error', () => answer.destroy());
  asked.pipe(passed);
}

/** From here on both sides speak for themselves. */
function join(asked: IncomingMessage, socket: Duplex, port: number): void {
  const program = connect(port, '127.0.0.1', () => {
    const headers = asked.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    );
    program.write(`GET ${asked.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    program.pipe(socket).pipe(program);
  });
  program.on('error', () => socket.destroy());
  socket.on('error', () => program.destroy());
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
