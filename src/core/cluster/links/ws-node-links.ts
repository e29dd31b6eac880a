import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { WebSocketServer, type WebSocket } from 'ws';
import { listenError } from '../../config/listen.js';
import type { MonotonicClock } from '../../time/monotonic-clock.js';
import { Fence } from '../fence.js';
import type { ClusterView } from '../membership.js';
import { LinkError, NodeLinks, UNREACHABLE, type CallHandler, type Pipe, type PipeHandler } from '../node-links.js';
import {
  accept,
  dial,
  HANDSHAKE_TIMEOUT_MS,
  LINK_PROTOCOL,
  LinkClose,
  SOCKET_OPTIONS,
  type DialResult,
  type LinkHello,
  type LinkIdentity,
  type LinkTls,
} from './link-handshake.js';
import { closedPipe } from './link-pipe.js';
import { newNonce } from './link-proof.js';
import { Link, type LinkCounts, type LinkServices } from './link.js';

/** Connections that have not proved themselves yet; more are cut. */
const MAX_UNPROVED = 64;

/** What {@link WsNodeLinks} needs. */
export interface LinksOptions extends LinkIdentity {
  /** Where to listen; port 0 lets the system choose. */
  readonly host: string;
  readonly port: number;
  readonly tls?: LinkTls;
  readonly clock: MonotonicClock;
  /** What is sent while it is closed waits for {@link WsNodeLinks.thaw}. */
  readonly fence?: Fence;
}

/**
 * Links over WebSocket on a port of their own, one connection for each pair of nodes, proved by `CLUSTER_SECRET`. When both dial
 * at once, the connection stays that the node with the smaller id has dialled.
 */
export class WsNodeLinks extends NodeLinks {
  /** What has passed, for the metrics. */
  readonly counts: LinkCounts = { sent: 0, received: 0, sentMessages: 0, sentBytes: 0, receivedBytes: 0 };
  private readonly logger = new Logger('Links');
  private readonly callHandlers = new Map<string, CallHandler>();
  private readonly pipeHandlers = new Map<string, PipeHandler>();
  private readonly links = new Map<string, Link>();
  private readonly dials = new Map<string, () => void>();
  /** Per node, the last connection that was used or tried. */
  private readonly previous = new Map<string, string>();
  private readonly addresses = new Map<string, string>();
  private readonly gone = new Set<string>();
  private readonly services: LinkServices;
  private readonly server: Server;
  private readonly sockets: WebSocketServer;
  private lastRunId = '';
  private unproved = 0;
  private isClosed = false;

  constructor(private readonly options: LinksOptions) {
    super();
    const { clock, tls, fence = new Fence() } = options;
    const { callHandlers, pipeHandlers, counts } = this;
    this.services = { clock, fence, callHandlers, pipeHandlers, counts };
    this.server = tls ? createHttpsServer(tls) : createHttpServer();
    this.server.on('request', (_request, response) => response.writeHead(404).end());
    this.sockets = new WebSocketServer({
      server: this.server,
      ...SOCKET_OPTIONS,
      handleProtocols: (offered) => (offered.has(LINK_PROTOCOL) ? LINK_PROTOCOL : false),
    });
    this.sockets.on('connection', (socket) => this.receive(socket));
  }

  /** Connections that are up. */
  get connected(): number {
    return [...this.links.values()].filter(({ isConnected }) => isConnected).length;
  }

  /** Bytes that wait for other nodes. */
  get queuedBytes(): number {
    return [...this.links.values()].reduce((bytes, link) => bytes + link.bufferedBytes, 0);
  }

  /** Begins to listen. @returns the port. @throws ConfigError when that is not possible */
  async listen(): Promise<number> {
    const { port, host } = this.options;
    // Workers do not share it: each is a node of its own.
    try {
      await once(this.server.listen({ port, host, exclusive: true }), 'listening');
    } catch (error) {
      throw listenError(error, 'CLUSTER_PORT', 'CLUSTER_HOST');
    }
    return (this.server.address() as AddressInfo).port;
  }

  /** Learns who there is and where. Links to a node that is gone are broken at once, and it is not let in again. */
  see({ runId, nodes }: Pick<ClusterView, 'runId' | 'nodes'>): void {
    const isSameStore = runId === this.lastRunId;
    this.lastRunId = runId;
    const present = new Set(nodes.map(({ id }) => id));
    for (const { id, address } of nodes) {
      this.addresses.set(id, address);
      this.gone.delete(id);
    }
    // A store that has forgotten everything learns of the others in a moment.
    if (!isSameStore) return;
    for (const id of [...this.addresses.keys()]) if (!present.has(id)) this.cut(id);
  }

  /** This node may act again: sends what has waited for that. */
  thaw(): void {
    for (const link of this.links.values()) if (link.isConnected) link.sendWaiting();
  }

  /** Sends what the others are to know, before this node may not act any more. */
  flush(): void {
    for (const link of this.links.values()) link.flush();
  }

  /** Ends all of it. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const end of this.dials.values()) end();
    for (const link of [...this.links.values()]) link.break('this node stops');
    this.sockets.close();
    for (const socket of this.sockets.clients) if (socket.readyState !== socket.CLOSING) socket.terminate();
    this.server.closeAllConnections();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  override async call(nodeId: string, name: string, payload: unknown, deadlineMs: number): Promise<unknown> {
    const link = this.linkTo(nodeId);
    if (!link) throw new LinkError(UNREACHABLE, `There is no node ${nodeId}.`);
    return await link.call(name, payload, deadlineMs);
  }

  override answer(name: string, handler: CallHandler): void {
    if (this.callHandlers.has(name)) throw new Error(`Two answer calls of "${name}".`);
    this.callHandlers.set(name, handler);
  }

  override openPipe(nodeId: string, name: string, opening: unknown): Pipe {
    return this.linkTo(nodeId)?.openPipe(name, opening) ?? closedPipe(nodeId);
  }

  override serve(name: string, handler: PipeHandler): void {
    if (this.pipeHandlers.has(name)) throw new Error(`Two serve pipes of "${name}".`);
    this.pipeHandlers.set(name, handler);
  }

  /** The link to a node, dialled if there is none; undefined when there is no such node. */
  private linkTo(nodeId: string): Link | undefined {
    const existing = this.links.get(nodeId);
    if (existing) return existing;
    const address = this.addresses.get(nodeId);
    if (address === undefined || this.isClosed) return undefined;
    const link = this.newLink(nodeId);
    this.dial(link, address);
    return link;
  }

  private newLink(nodeId: string): Link {
    const link = new Link(nodeId, this.services, () => {
      if (this.links.get(nodeId) === link) this.links.delete(nodeId);
      this.endDial(nodeId);
    });
    this.links.set(nodeId, link);
    return link;
  }

  private dial(link: Link, address: string): void {
    const { nodeId } = link;
    const nonce = newNonce();
    const previous = this.previous.get(nodeId) ?? '';
    this.previous.set(nodeId, nonce);
    const end = dial(this.options, { nodeId, address, previous, nonce }, this.options.tls, (result) => {
      this.dials.delete(nodeId);
      this.finishDial(link, nonce, result);
    });
    this.dials.set(nodeId, end);
  }

  private finishDial(link: Link, nonce: string, result: DialResult): void {
    if ('socket' in result) {
      link.connect(result.socket, nonce);
      return;
    }
    if (result.refused === LinkClose.Duplicate) {
      // The other one's dial stays, and is about to arrive.
      this.services.clock.setTimer(() => {
        if (!link.isConnected) link.break('it did not dial');
      }, HANDSHAKE_TIMEOUT_MS);
      return;
    }
    if (result.refused === LinkClose.NotProved) {
      this.logger.error(`No link to ${link.nodeId}: ${result.reason}. CLUSTER_SECRET must be the same on all nodes.`);
    }
    link.break(result.reason);
  }

  private receive(socket: WebSocket): void {
    if (this.unproved >= MAX_UNPROVED || this.isClosed) {
      socket.terminate();
      return;
    }
    this.unproved++;
    let isCounted = true;
    const uncount = (): void => {
      if (isCounted) this.unproved--;
      isCounted = false;
    };
    socket.once('close', uncount);
    accept(this.options, socket, (hello, welcome) => {
      uncount();
      return this.adopt(socket, hello, welcome);
    });
  }

  private adopt(socket: WebSocket, { from, nonce, previous }: LinkHello, welcome: () => void): number | undefined {
    if (this.gone.has(from)) return LinkClose.Buried;
    let link = this.links.get(from);
    if (link?.isConnected === true) {
      if (previous !== link.connectionId) return LinkClose.Duplicate;
      link.break('the other end has lost it');
      link = undefined;
    } else if (this.dials.has(from) && this.options.nodeId < from) {
      return LinkClose.Duplicate;
    }
    this.endDial(from);
    link ??= this.newLink(from);
    this.previous.set(from, nonce);
    welcome();
    link.connect(socket, nonce);
    return undefined;
  }

  private endDial(nodeId: string): void {
    this.dials.get(nodeId)?.();
    this.dials.delete(nodeId);
  }

  private cut(nodeId: string): void {
    this.addresses.delete(nodeId);
    this.previous.delete(nodeId);
    this.gone.add(nodeId);
    this.links.get(nodeId)?.break('the node is gone');
  }
}
