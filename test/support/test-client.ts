import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

/** The wire type of a Ping. */
const PING = 4;

/** Far from the numbers that tests give to requests themselves. */
const FIRST_REF = 1_000_001;

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
  /** The same, as they came. */
  readonly texts: string[] = [];
  /** Resolves when the connection has ended. */
  readonly closed: Promise<CloseEnd>;
  private nextRef = FIRST_REF;
  private readonly watchers = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      this.texts.push(text);
      this.packets.push(JSON.parse(text) as Packet);
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

  /**
   * Waits until everything that was sent before has been answered, as long as no handler among it is asynchronous:
   * packets of one session are handled in order.
   */
  async settle(): Promise<void> {
    await this.request(PING);
  }

  /** The first packet of this type; it may be there already. */
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
