import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { WebSocketServer, type WebSocket } from 'ws';
import { CloseCode } from '../../protocol/close-codes.js';
import { refuseUpgrade, type UpgradeRefusal } from './upgrade-gate.js';

/** A page's message has at most this many bytes: it says what it wants to see. */
const MAX_PAYLOAD_BYTES = 65_536;

/** One open WebSocket that is not a player's. */
export class SideSocket {
  constructor(private readonly socket: WebSocket) {}

  /** Bytes that were sent and are not written yet. */
  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Sends a text. Does nothing once it is closed. */
  send(text: string): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(text);
  }

  /** Closes it. @param reason a short code, for the page */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Calls `listener` with every text that arrives; binary messages are ignored. */
  onText(listener: (text: string) => void): void {
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) listener(data.toString());
    });
  }

  /** Calls `listener` once it is closed, whoever closed it. */
  onClose(listener: () => void): void {
    this.socket.once('close', listener);
  }
}

/** What answers at one path. */
export interface SideEndpoint {
  /** Why a request may not become a socket, or what {@link opened} is to be given. */
  admit(
    request: IncomingMessage,
  ): Promise<{ readonly refusal: UpgradeRefusal } | { readonly opened: (socket: SideSocket) => void }>;
}

/**
 * WebSockets of pages beside the game's: text only, no sessions, a path each. In: the upgrade, one size limit. Deliberately out:
 * messages of the contract, codecs, rooms; a team's own gateways are Nest's.
 */
@Injectable()
export class SideSockets implements BeforeApplicationShutdown {
  private readonly endpoints = new Map<string, SideEndpoint>();
  private readonly open = new Set<WebSocket>();
  private server: WebSocketServer | undefined;

  /** Answers upgrades at `path` from now on, on the game's port. */
  serve(path: string, endpoint: SideEndpoint): void {
    this.endpoints.set(path, endpoint);
  }

  /** Answers upgrades at `path` on another HTTP server, which answers no others. */
  serveOn(server: Server, path: string, endpoint: SideEndpoint): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const [asked] = (request.url ?? '').split('?', 1);
      if (asked === path) void this.upgrade(endpoint, request, socket, head);
      else refuseUpgrade(socket, { status: 404, code: 'path.unknown' });
    });
  }

  /** What answers at `path`, if anything does. */
  find(path: string): SideEndpoint | undefined {
    return this.endpoints.size === 0 ? undefined : this.endpoints.get(path);
  }

  /** Asks `endpoint`, and makes the request a socket or refuses it. Never throws. */
  async upgrade(endpoint: SideEndpoint, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const onError = (): void => void socket.destroy();
    socket.on('error', onError);
    try {
      const answer = await endpoint.admit(request);
      if ('refusal' in answer) refuseUpgrade(socket, answer.refusal);
      else if (!socket.destroyed) this.accept(request, socket, head, answer.opened);
    } catch {
      refuseUpgrade(socket, { status: 503, code: 'server.internal' });
    } finally {
      socket.off('error', onError);
    }
  }

  /** Nest's hook: closes all, so that the pages know why. */
  beforeApplicationShutdown(): void {
    for (const socket of this.open) socket.close(CloseCode.GoingAway, 'server.draining');
  }

  private accept(request: IncomingMessage, socket: Duplex, head: Buffer, opened: (socket: SideSocket) => void): void {
    this.server ??= new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD_BYTES, clientTracking: false });
    this.server.handleUpgrade(request, socket, head, (webSocket) => {
      this.open.add(webSocket);
      // ws closes a socket with a broken frame by itself.
      webSocket.on('error', () => undefined);
      webSocket.once('close', () => this.open.delete(webSocket));
      opened(new SideSocket(webSocket));
    });
  }
}
