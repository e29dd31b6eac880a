import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A player's connection through the proxy: its end here, and the one to the server. */
type Pair = readonly [player: Socket, server: Socket];

/** A network between players and a server that fails as the test says. Connections made later are whole again. */
export class CutProxy {
  private readonly pairs = new Set<Pair>();
  private onSwallowed: (() => void) | undefined;

  private constructor(
    private readonly listener: Server,
    /** Where players connect. */
    readonly url: string,
  ) {}

  /** Forwards to a server on this machine. */
  static async start(serverPort: number): Promise<CutProxy> {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.');

    const proxy = new CutProxy(listener, `ws://127.0.0.1:${address.port}`);
    listener.on('connection', (player) => proxy.add(player, connect(serverPort, 'localhost')));
    return proxy;
  }

  /** Resets every connection, on both sides. */
  cut(): void {
    for (const socket of [...this.pairs].flat()) socket.resetAndDestroy();
  }

  /** From now on takes what both sides of the present connections send, and passes nothing on. No end is told. */
  stall(): void {
    for (const [player, server] of this.pairs) {
      player.unpipe(server);
      server.unpipe(player);
      for (const socket of [player, server]) socket.on('data', () => this.onSwallowed?.()).resume();
    }
  }

  /** Loses some packets of either side, then resets the connections. */
  async loseThenCut(packets: number): Promise<void> {
    await new Promise<void>((resolve) => {
      let left = packets;
      this.onSwallowed = () => {
        left -= 1;
        if (left === 0) resolve();
      };
      this.stall();
    });
    this.onSwallowed = undefined;
    this.cut();
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.listener.close();
    this.cut();
    await once(this.listener, 'close');
  }

  private add(player: Socket, server: Socket): void {
    const pair: Pair = [player, server];
    this.pairs.add(pair);
    player.pipe(server).pipe(player);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        for (const end of pair) end.destroy();
      });
    }
  }
}
