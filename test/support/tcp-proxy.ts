import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a proxy may be told. */
export interface TcpProxyOptions {
  /** Changes what the target says, in whole pieces as they come. */
  readonly rewrite?: (data: Buffer) => Buffer;
}

/** Stands between two ends of TCP connections, and breaks them in the ways that networks do. */
export class TcpProxy {
  /** Each with the address that its client comes from. */
  private readonly sockets = new Map<Socket, string>();
  private readonly clients = new Set<Socket>();
  private readonly orphaned = new WeakSet<Socket>();
  private isHolding = false;
  private readonly heldAddresses = new Set<string>();

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
    private readonly options: TcpProxyOptions,
  ) {}

  /** Where to connect. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Starts one that passes everything to a port of this machine. */
  static async start(targetPort: number, options: TcpProxyOptions = {}): Promise<TcpProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new TcpProxy(server, targetPort, options);
    server.on('connection', (socket) => proxy.pass(socket));
    return proxy;
  }

  /** Cuts every connection, or those that come from one address: both ends are told. */
  cut(from?: string): void {
    for (const [socket, address] of this.sockets) if (from === undefined || from === address) socket.destroy();
  }

  /** Cuts every connection at the end that connected; the other end is told nothing. */
  cutClients(): void {
    for (const socket of this.clients) {
      this.orphaned.add(socket);
      socket.destroy();
    }
  }

  /**
   * Passes nothing on any more, in either direction, and tells nobody; new connections get no further either.
   * @param from for those only that come from this address
   */
  hold(from?: string): void {
    if (from === undefined) this.isHolding = true;
    else this.heldAddresses.add(from);
    for (const [socket, address] of this.sockets) if (this.holds(address)) socket.pause();
  }

  /** Passes everything on again, what was held first. @param from for those only that come from this address */
  release(from?: string): void {
    if (from === undefined) this.isHolding = false;
    else this.heldAddresses.delete(from);
    for (const [socket, address] of this.sockets) if (!this.holds(address)) socket.resume();
  }

  /** Ends it. */
  close(): void {
    this.cut();
    this.server.close();
  }

  private holds(address: string): boolean {
    return this.isHolding || this.heldAddresses.has(address);
  }

  private pass(client: Socket): void {
    const target = connect(this.targetPort, '127.0.0.1');
    const address = client.remoteAddress ?? '';
    const { rewrite } = this.options;
    this.clients.add(client);
    client.on('close', () => this.clients.delete(client));
    const ends: [Socket, Socket][] = [
      [client, target],
      [target, client],
    ];
    for (const [from, to] of ends) {
      this.sockets.set(from, address);
      from.on('data', (data) => {
        // As slow as the slower of both ends.
        if (!to.write(from === target && rewrite !== undefined ? rewrite(data) : data)) from.pause();
      });
      to.on('drain', () => {
        if (!this.holds(address)) from.resume();
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        if (!this.orphaned.has(from)) to.destroy();
      });
      if (this.holds(address)) from.pause();
    }
  }
}
