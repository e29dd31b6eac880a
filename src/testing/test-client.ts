import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import type { GodotMajor } from '../protocol/variant/variant-type.js';
import { BinaryClientCodec, JsonClientCodec, type ClientCodec } from './client-codec.js';
import { Conversation } from './conversation.js';
import type { Packet } from './packet-inbox.js';
import type { Wire } from './wire-classes.js';

export type { Packet };

/** How a test client connects. */
export interface TestClientOptions {
  /** Offered subprotocols, by default that of its codec and engine; `[]` is the client of the 2020 tutorial. */
  readonly subprotocols?: readonly string[];
  /** Path below the game's WebSocket path. */
  readonly path?: string;
  /** Options for `ws`. */
  readonly socket?: ClientOptions;
  /** Uses `godwit.binary.v1`; by default JSON. */
  readonly isBinary?: boolean;
  /** The engine whose Variants it uses. Default 4. */
  readonly godot?: GodotMajor;
  /** Converts bytes and Variants to and from JSON's base64, as a game's client does; by default packets stay as they are in JSON. */
  readonly bridgesJson?: boolean;
  /** The server's classes and contract; `TestApp` supplies its own. Without it the client only speaks JSON by wire types. */
  readonly wire?: Wire;
}

/** How a connection ended. */
export interface CloseEnd {
  readonly code: number;
  readonly reason: string;
}

/** A client with a WebSocket of its own, which keeps everything it receives. */
export class TestClient extends Conversation {
  /** The received text frames, oldest first. */
  readonly texts: string[] = [];
  /** Total bytes of the received frames. */
  receivedBytes = 0;
  /** Resolves when the connection has ended. */
  closed!: Promise<CloseEnd>;
  /** The connection. */
  socket!: WebSocket;
  protected readonly codec: ClientCodec;

  protected constructor(
    private readonly url: string,
    private readonly options: TestClientOptions,
  ) {
    super(options.wire);
    const { isBinary = false, godot, wire, bridgesJson = false } = options;
    if (isBinary && wire === undefined) throw new Error('A binary client needs the contract: give it `wire`.');
    this.codec =
      isBinary && wire
        ? new BinaryClientCodec(wire.contract, godot)
        : new JsonClientCodec(bridgesJson ? wire?.contract : undefined, godot);
  }

  /** Opens a connection without sending anything. @throws Error when the server refuses the upgrade */
  static async connect(url: string, options: TestClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(url, options);
    await client.open();
    return client;
  }

  /** Sends bytes or text unchanged. */
  sendRaw(data: string | Buffer, options: { binary?: boolean } = {}): void {
    this.socket.send(data, options);
  }

  /** Closes the connection cleanly. */
  close(): void {
    this.socket.close(1000);
  }

  /** Cuts the connection, like a crash. */
  terminate(): void {
    this.socket.terminate();
  }

  /** Opens a connection, the first or another one. @throws Error when the server refuses the upgrade */
  protected async open(): Promise<void> {
    const { subprotocols = [this.codec.subprotocol], path = '', socket: options } = this.options;
    const socket = new WebSocket(this.url + path, [...subprotocols], options);
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary) => this.take(data, isBinary));
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    await once(socket, 'open');
  }

  protected override transmit(type: number, ref: number, message: object): void {
    this.sendRaw(this.codec.encode(type, ref, message));
  }

  /** Handles a received frame. */
  protected take(data: Buffer, isBinary: boolean): void {
    this.receivedBytes += data.length;
    if (!isBinary) this.texts.push(data.toString());
    this.keep(this.codec.decode(data, isBinary));
  }
}
