import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

/** How long a test waits for a packet that should come. */
const PACKET_TIMEOUT_MS = 10_000;

/** How a test's client connects. */
export interface TestClientOptions {
  /** Offered subprotocols; `[]` is the 2020 tutorial's client. */
  readonly subprotocols?: readonly string[];
  /** Below the game's WebSocket path. */
  readonly path?: string;
  /** What `ws` should do differently. */
  readonly socket?: ClientOptions;
}

/** A packet as the server sends it. */
export interface Packet {
  readonly type: number;
  readonly ref?: number;
  readonly message?: Record<string, unknown>;
}

/** How a connection ended. */
export interface CloseEnd {
  readonly code: number;
  readonly reason: string;
}

/** A plain WebSocket client that keeps what it gets. */
export class TestClient {
  /** Every packet so far, oldest first. */
  readonly packets: Packet[] = [];
  /** Resolves when the connection has ended. */
  readonly closed: Promise<CloseEnd>;
  private nextRef = 1;
  private readonly watchers = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.packets.push(JSON.parse(data.toString()) as Packet);
      for (const watcher of [...this.watchers]) watcher();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** Opens a connection. @throws Error when the server refuses the upgrade */
  static async connect(url: string, options: TestClientOptions = {}): Promise<TestClient> {
    const { subprotocols = ['godwit.json.v1'], path = '', socket } = options;
    const webSocket = new WebSocket(url + path, [...subprotocols], socket);
    const client = new TestClient(webSocket);
    await once(webSocket, 'open');
    return client;
  }

  /** Sends bytes or text as they are. */
  sendRaw(data: string | Buffer, options: { binary?: boolean } = {}): void {
    this.socket.send(data, options);
  }

  /** Sends a packet that asks for no answer. */
  send(type: number, message: object = {}): void {
    this.sendRaw(JSON.stringify({ type, message }));
  }

  /** Sends a request and waits for its answer. */
  request(type: number, message: object = {}): Promise<Packet> {
    const ref = this.nextRef++;
    this.sendRaw(JSON.stringify({ type, ref, message }));
    return this.waitFor((packet) => packet.ref === ref, `the answer to request ${ref} (type ${type})`);
  }

  /** The next packet of this type, counted from the beginning; it may be there already. */
  next(type: number): Promise<Packet> {
    return this.waitFor((packet) => packet.type === type, `a packet of type ${type}`);
  }

  /** The first packet that `matches`; it may be there already. @throws Error when none comes in ten seconds */
  waitFor(matches: (packet: Packet) => boolean, what = 'a packet'): Promise<Packet> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.packets.find(matches);
        if (!found) return;
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.watchers.delete(look);
        reject(new Error(`No sign of ${what}; got ${JSON.stringify(this.packets.slice(-5))}`));
      }, PACKET_TIMEOUT_MS);
      this.watchers.add(look);
      look();
    });
  }

  /** Closes in the orderly way. */
  close(): void {
    this.socket.close(1000);
  }

  /** Cuts the connection, as a crash would. */
  terminate(): void {
    this.socket.terminate();
  }
}
