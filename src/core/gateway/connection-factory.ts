import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';
import { Connection, type ConnectionHandler } from './connection.js';
import { FastPath } from './fast-path/fast-path.js';
import type { GameSocket } from './game-socket.js';
import { NetworkLab } from '../network-lab/network-lab.js';
import { FrontDoor } from './pipes/front-door.js';
import { Outbox } from './outbox.js';
import { SessionFactory } from './session-factory.js';
import { UpgradeGate } from './upgrade-gate.js';
import { WsLink, type SendBufferLimits } from './ws-link.js';

/** Builds the connection for an accepted socket: link, session, limits. */
@Injectable()
export class ConnectionFactory {
  private readonly sendLimits: SendBufferLimits;
  private readonly fastPath: FastPath;

  constructor(
    config: GameConfig,
    private readonly sessions: SessionFactory,
    private readonly outbox: Outbox,
    private readonly gate: UpgradeGate,
    private readonly lab: NetworkLab,
    private readonly frontDoor: FrontDoor,
  ) {
    this.fastPath = new FastPath(config);
    this.sendLimits = { maxBytes: config.SEND_BUFFER_MAX_BYTES, graceMs: config.SEND_BUFFER_GRACE_MS };
  }

  /** Builds the connection for a socket that was just upgraded by `request`; `handler` receives its events. */
  create(webSocket: GameSocket, request: IncomingMessage, handler: ConnectionHandler): Connection {
    const address = this.gate.addressOf(request);
    const socket = this.lab.lineOf(request.socket);
    const link = new WsLink(webSocket, socket, address, this.outbox, this.sendLimits);
    this.lab.attach(link, socket);
    const session = this.sessions.make(link, webSocket.protocol);
    const connection = new Connection(session, link, handler);
    this.frontDoor.watch(connection);
    webSocket.owner = connection;
    this.fastPath.serve(webSocket, socket, connection);
    return connection;
  }
}
