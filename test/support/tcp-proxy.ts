import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between two ends of TCP connections, and breaks them in the ways that networks do. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private readonly clients = new Set<Socket>();
  private readonly orphaned = new WeakSet<Socket>();
  private isHolding = false;

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {}

  /** Where to connect. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Starts one that passes everything to a port of this machine. */
  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new TcpProxy(server, targetPort);
    server.on('connection', (socket) => proxy.pass(socket));
    return proxy;
  }

  /** Cuts every connection: both ends are told. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Cuts every connection at the end that connected; the other end is told nothing. */
  cutClients(): void {
    for (const socket of this.clients) {
      this.orphaned.add(socket);
      socket.destroy();
    }
  }

  /** Passes nothing on any more, in either direction, and tells nobody; new connections get no further either. */
  hold(): void {
    this.isHolding = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Passes everything on again, what was held first. */
  release(): void {
    this.isHolding = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** Ends it. */
  close(): void {
    this.cut();
    this.server.close();
  }

  private pass(client: Socket): void {
    const target = connect(this.targetPort, '127.0.0.1');
    this.clients.add(client);
    client.on('close', () => this.clients.delete(client));
    const ends: [Socket, Socket][] = [
      [client, target],
      [target, client],
    ];
    for (const [from, to] of ends) {
      this.sockets.add(from);
      from.on('data', (data) => {
        // As slow as the slower of both ends.
        if (!to.write(data)) from.pause();
      });
      to.on('drain', () => {
        if (!this.isHolding) from.resume();
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        if (!this.orphaned.has(from)) to.destroy();
      });
      if (this.isHolding) from.pause();
    }
  }
}
