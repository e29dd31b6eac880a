import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import { PacketInbox, type Packet } from './packet-inbox.js';

export type { Packet };

/** The wire type of a Ping. */
const PING = 4;

/** Far from the numbers that tests give to requests themselves. */
const FIRST_REF = 1_000_001;

/** How a test's client connects. */
export interface TestClientOptions {
  /** Offered subprotocols; `[]` is the 2020 tutorial's client. */
  readonly subprotocols?: readonly string[];
  /** Below the game's WebSocket path. */
  readonly path?: string;
  /** What `ws` should do differently. */
  readonly socket?: ClientOptions;
}

/** How a connection ended. */
export interface CloseEnd {
  readonly code: number;
  readonly reason: string;
}

/** A plain WebSocket client that keeps what it gets. */
export class TestClient extends PacketInbox {
  /** The packets as they came, oldest first. */
  readonly texts: string[] = [];
  /** Resolves when the connection has ended. */
  readonly closed: Promise<CloseEnd>;
  private nextRef = FIRST_REF;

  private constructor(readonly socket: WebSocket) {
    super();
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      this.texts.push(text);
      this.keep(JSON.parse(text) as Packet);
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

  /** Closes in the orderly way. */
  close(): void {
    this.socket.close(1000);
  }

  /** Cuts the connection, as a crash would. */
  terminate(): void {
    this.socket.terminate();
  }
}
