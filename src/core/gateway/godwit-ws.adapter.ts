import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import { WebSocketServer, type Server as SocketServer } from 'ws';
import { GameConfig } from '../config/game-config.js';
import { ConcurrencyLimit } from '../limits/concurrency-limit.js';
import { Authentication } from '../sessions/authentication.js';
import { CodecRegistry } from './codec-registry.js';
import { ConnectionGuard } from './connection-guard.js';
import { GameSocket } from './game-socket.js';
import { GameGateway } from './game.gateway.js';
import { GAME_SERVER } from './game-server.js';
import { NetworkLab } from '../network-lab/network-lab.js';
import { isPlainHost, wellFormedHost } from './host-header.js';
import { SideSockets } from './side-sockets.js';
import { refuseUpgrade, ticketOf, UpgradeGate, type UpgradeRefusal } from './upgrade-gate.js';
import { Envelope, readEnvelope } from '../../protocol/envelope.js';
import { isTooDeep } from '../../protocol/json-depth.js';
import { isIllFormed, mayBeIllFormed, wellFormed } from '../../protocol/well-formed.js';

/** What Nest's own gateways route by: the event's name, or the wire type as text, and its data. */
export interface ParsedPacket {
  readonly event: string;
  readonly data: unknown;
}

/**
 * The message parser of ordinary gateways on other paths: takes Godwit's envelope (type 210 becomes the event '210') and Nest's
 * `{event, data}`. Never throws; what it cannot read is dropped, as Nest does.
 * @param maxDepth how deep a packet may nest; one that is sent back at any depth would end the process
 */
export function parsePacket(data: unknown, maxDepth: number): ParsedPacket | undefined {
  const text = String(data);
  if (isTooDeep(Buffer.from(text), maxDepth)) return undefined;
  let packet: unknown;
  try {
    packet = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (mayBeIllFormed(text) && isIllFormed(packet)) packet = wellFormed(packet);
  if (typeof packet === 'object' && packet !== null && 'event' in packet && typeof packet.event === 'string') {
    return { event: packet.event, data: 'data' in packet ? packet.data : undefined };
  }
  const envelope = new Envelope();
  return readEnvelope(packet, envelope) === undefined
    ? { event: String(envelope.type), data: envelope.message }
    : undefined;
}

/** What a URL parser would leave as it is, as plain hosts. */
const PLAIN_PATH = /^\/[\w-]*$/;

/**
 * What an address may have beyond its WebSockets: plain HTTP, and the one that is still to be told that it is too many. It
 * keeps whoever opens connections without end from using up the descriptors of all.
 */
const SPARE_CONNECTIONS = 64;

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
  private readonly lab: NetworkLab;
  private readonly sides: SideSockets;
  private readonly releases: (() => void)[] = [];
  private gameGateway: GameGateway | undefined;
  private gameServer: SocketServer<typeof GameSocket> | undefined;

  constructor(private readonly app: INestApplication) {
    const config = app.get(GameConfig);
    super(app, { messageParser: (data) => parsePacket(data, config.MAX_MESSAGE_DEPTH) });
    this.config = config;
    this.gate = app.get(UpgradeGate);
    this.lab = app.get(NetworkLab);
    this.sides = app.get(SideSockets);
  }

  override create(port: number, options: ServerOptions & Record<string, unknown>): WebSocketServer {
    const bounded = { maxPayload: this.config.MAX_MESSAGE_BYTES, closeTimeout: CLOSE_TIMEOUT_MS, ...options };
    if (options[GAME_SERVER] !== true) return super.create(port, bounded) as WebSocketServer;

    const codecs = this.app.get(CodecRegistry);
    const { WS_PATH } = this.config;
    const gameOptions = {
      ...bounded,
      noServer: true,
      // The upgrade's listener has compared it by then.
      path: undefined,
      WebSocket: GameSocket,
      clientTracking: false,
      handleProtocols: (offered: Set<string>) => codecs.choose(offered) ?? false,
    };
    // From our own ws: Nest's adapter has a copy of its own where nothing makes the two one, and it may be an older one.
    const server: SocketServer<typeof GameSocket> = new WebSocketServer(gameOptions);
    this.ensureHttpServerExists(port, this.httpServer as Server);
    this.bindErrorHandler(server);
    this.addWsServerToRegistry(server, port, WS_PATH);
    this.gameServer = server;
    this.gameGateway = this.app.get(GameGateway);
    return server;
  }

  override bindClientConnect(server: WebSocketServer, callback: (...args: unknown[]) => void): void {
    if (server !== this.gameServer) super.bindClientConnect(server, callback);
    // Game sockets go straight to the gateway; see upgradeGame.
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
    const guard = this.guard(server);
    const guarded: UpgradeListener = (request, socket, head) => {
      // In the request itself, for Nest and the gate read it too.
      request.headers.host = wellFormedHost(request.headers.host ?? '');
      const path = pathOf(request);
      const side = port === 0 && path !== undefined ? this.sides.find(path) : undefined;
      const refusal = (side ? undefined : this.refusalOf(port, path)) ?? this.gate.refusalOf(request);
      if (refusal) {
        refuseUpgrade(socket, refusal);
        return;
      }
      guard.pass(socket);
      this.gate.count(this.gate.addressOf(request), socket);
      if (side) void this.sides.upgrade(side, request, socket, head);
      else if (port === 0 && path === this.config.WS_PATH && this.gameServer) this.admitGame(request, socket, head);
      else delegate(request, socket, head);
    };
    server.on('upgrade', guarded);
    this.releases.push(() => {
      server.off('upgrade', guarded);
      guard.stop();
    });
    return server;
  }

  private guard(server: Server): ConnectionGuard {
    const { HANDSHAKE_TIMEOUT_MS: timeoutMs, MAX_CONNECTIONS_PER_ADDRESS: most, TRUSTED_PROXIES } = this.config;
    server.headersTimeout = timeoutMs;
    server.requestTimeout = timeoutMs;
    const connections = TRUSTED_PROXIES === 0 ? new ConcurrencyLimit(most + SPARE_CONNECTIONS) : undefined;
    return new ConnectionGuard(server, { timeoutMs, connections });
  }

  private admitGame(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const ticket = ticketOf(request);
    if (ticket === undefined) this.upgradeGame(request, socket, head);
    else void this.upgradeHolder(ticket, request, socket, head);
  }

  /** Lets in whoever holds a valid ticket, and answers anyone else with 401, before there is a WebSocket. */
  private async upgradeHolder(ticket: string, request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    // Until the WebSocket takes the socket over, nobody else hears that the client has broken it.
    const onError = (): void => void socket.destroy();
    socket.on('error', onError);
    try {
      const playerId = await this.app.get(Authentication).redeem(ticket);
      if (playerId === undefined) refuseUpgrade(socket, { status: 401, code: 'auth.refused' });
      else if (!this.gate.isOpen) refuseUpgrade(socket, { status: 503, code: 'server.draining' });
      else this.upgradeGame(request, socket, head, playerId);
    } catch (error) {
      this.logger.error(error);
      refuseUpgrade(socket, { status: 503, code: 'server.internal' });
    } finally {
      socket.off('error', onError);
    }
  }

  private upgradeGame(request: IncomingMessage, socket: Socket, head: Buffer, playerId?: string): void {
    const line = this.lab.lineBefore(socket);
    // The answer to the handshake and the greeting behind it leave in one write.
    line.cork();
    this.gameServer?.handleUpgrade(request, line, head, (webSocket) => {
      this.gameGateway?.accept(webSocket, request, playerId);
    });
    line.uncork();
  }

  private refusalOf(port: number, path: string | undefined): UpgradeRefusal | undefined {
    if (path === undefined) return { status: 400, code: 'request.malformed' };
    const servers = (this.wsServersRegistry.get(port) ?? []) as { path?: string }[];
    if (!servers.some((server) => server.path === path)) return { status: 404, code: 'path.unknown' };
    return undefined;
  }
}

function pathOf(request: IncomingMessage): string | undefined {
  const { url = '' } = request;
  const { host = '' } = request.headers;
  if (PLAIN_PATH.test(url) && isPlainHost(host)) return url;
  const base = `ws://${host}/`;
  return URL.canParse(url, base) ? new URL(url, base).pathname : undefined;
}
