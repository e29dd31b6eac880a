import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { GameConfig } from '../config/game-config.js';
import { CodecRegistry } from './codec-registry.js';
import { GameGateway } from './game.gateway.js';
import { GAME_SERVER } from './game-server.js';
import { HandshakeGuard } from './handshake-guard.js';
import { parsePacket } from './packet-parser.js';
import { UpgradeGate, type UpgradeRefusal } from './upgrade-gate.js';

/** A close that is not answered in this time becomes a cut. */
const CLOSE_TIMEOUT_MS = 2_000;

type UpgradeListener = (request: IncomingMessage, socket: Socket, head: Buffer) => void;

interface ServerOptions {
  readonly [GAME_SERVER]?: boolean;
  readonly path?: string;
}

/**
 * Nest's ws adapter, with the game's own way from socket to gateway: every request passes the {@link UpgradeGate}, and a
 * game socket has one listener per event and no RxJS. Other gateways, on other paths, keep Nest's pipeline.
 */
export class GodwitWsAdapter extends WsAdapter {
  private readonly config: GameConfig;
  private readonly gate: UpgradeGate;
  private readonly releases: (() => void)[] = [];
  private gameServer: WebSocketServer | undefined;

  constructor(private readonly app: INestApplication) {
    super(app, { messageParser: parsePacket });
    this.config = app.get(GameConfig);
    this.gate = app.get(UpgradeGate);
  }

  override create(port: number, options: ServerOptions & Record<string, unknown>): WebSocketServer {
    const bounded = { maxPayload: this.config.MAX_MESSAGE_BYTES, closeTimeout: CLOSE_TIMEOUT_MS, ...options };
    if (options[GAME_SERVER] !== true) return super.create(port, bounded) as WebSocketServer;

    const codecs = this.app.get(CodecRegistry);
    const gameOptions = {
      ...bounded,
      path: this.config.WS_PATH,
      clientTracking: false,
      handleProtocols: (offered: Set<string>) => codecs.choose(offered) ?? false,
    };
    this.gameServer = super.create(port, gameOptions) as WebSocketServer;
    return this.gameServer;
  }

  override bindClientConnect(server: WebSocketServer, callback: (...args: unknown[]) => void): void {
    if (server !== this.gameServer) {
      super.bindClientConnect(server, callback);
      return;
    }
    const gateway = this.app.get(GameGateway);
    server.on('connection', (webSocket: WebSocket, request: IncomingMessage) => {
      gateway.accept(webSocket, request);
    });
  }

  override bindErrorHandler(server: WebSocketServer): WebSocketServer {
    // A broken frame is no failure of the server: ws closes with its code, and nobody needs the stack of it.
    server.on('connection', (webSocket) => webSocket.on('error', () => undefined));
    server.on('error', (error) => this.logger.error(error));
    return server;
  }

  override async dispose(): Promise<void> {
    for (const release of this.releases) release();
    await super.dispose();
  }

  protected override ensureHttpServerExists(port: number, httpServer?: Server): Server | undefined {
    if (this.httpServersRegistry.has(port)) return undefined;
    super.ensureHttpServerExists(port, httpServer);
    const server = this.httpServersRegistry.get(port) as Server;
    // Nest's listener finds the WebSocket server of the path; ours decides first whether there is anything to find.
    const [delegate] = server.listeners('upgrade').slice(-1) as UpgradeListener[];
    if (!delegate) return server;
    server.off('upgrade', delegate);
    const guarded: UpgradeListener = (request, socket, head) => {
      const refusal = this.refusalOf(port, request);
      if (refusal) {
        refuseUpgrade(socket, refusal);
        return;
      }
      this.gate.count(this.gate.addressOf(request), socket);
      delegate(request, socket, head);
    };
    server.on('upgrade', guarded);
    const guard = new HandshakeGuard(server, this.config.HANDSHAKE_TIMEOUT_MS);
    this.releases.push(() => {
      server.off('upgrade', guarded);
      guard.stop();
    });
    return server;
  }

  private refusalOf(port: number, request: IncomingMessage): UpgradeRefusal | undefined {
    const path = pathOf(request);
    if (path === undefined) return { status: 400, code: 'request.malformed' };
    const servers = (this.wsServersRegistry.get(port) ?? []) as { path?: string }[];
    if (!servers.some((server) => server.path === path)) return { status: 404, code: 'path.unknown' };
    return this.gate.refusalOf(request);
  }
}

function pathOf(request: IncomingMessage): string | undefined {
  const base = `ws://${request.headers.host ?? ''}/`;
  return URL.canParse(request.url ?? '', base) ? new URL(request.url ?? '', base).pathname : undefined;
}

function refuseUpgrade(socket: Socket, { status, code }: UpgradeRefusal): void {
  const body = JSON.stringify({ code });
  socket.once('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      'Connection: close\r\nContent-Type: application/json\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroySoon(),
  );
}
