import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type CuttingProxy = {
  readonly url: string;
  /** Where connections go from now on. */
  forwardTo: (port: number) => void;
  /** Cuts every connection of this moment, as a lost mobile network does. */
  readonly cut: () => number;
  readonly stop: () => Promise<void>;
};

/** A network between a client and the program that can be cut. */
export async function startCuttingProxy(): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let target = 0;
  const server = createServer((inner) => {
    const outer = connect(target, '127.0.0.1');
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    inner.pipe(outer).pipe(inner);
    inner.on('close', () => outer.destroy());
    outer.on('close', () => inner.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const cut = (): number => {
    const count = sockets.size;
    for (const socket of sockets) {
      socket.destroy();
    }
    return count;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    forwardTo: (next) => {
      target = next;
    },
    cut,
    stop: async () => {
      cut();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
