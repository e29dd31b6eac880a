import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { IsInt, IsNumber, Max, Min } from 'class-validator';
import { GameError } from '../../protocol/game-error.js';
import { defineErrors } from '../../protocol/error-codes.js';
import { ClientMessage, OnMessage } from '../../protocol/message.decorators.js';
import { ProtocolType } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import type { SessionLink } from '../sessions/session-link.js';
import type { Session } from '../sessions/session.js';
import { LabLine } from './lab-line.js';
import { CLEAR_LINE, MAX_LINE, NetworkLabConfig, readLabSettings, type LabSettings } from './line-settings.js';

/** What the network lab refuses. */
export const NetworkLabError = defineErrors({
  'network_lab.off': 'The server runs without its network lab; it starts one with NETWORK_LAB=on, in development.',
});

/**
 * Makes the sender's line to the server as bad as this says, until the next such message. For development: a server without
 * NETWORK_LAB, and any in production, refuses it with network_lab.off.
 */
@ClientMessage(ProtocolType.NetworkLabLine, { access: 'anyone' })
export class NetworkLabLineDto {
  /** Added round-trip time, in milliseconds; half of it each way. */
  @IsNumber()
  @Min(0)
  @Max(MAX_LINE.latencyMs)
  readonly latencyMs!: number;

  /** How far the round trip strays from that, in milliseconds: half of it each way, evenly spread to both sides. */
  @IsNumber()
  @Min(0)
  @Max(MAX_LINE.jitterMs)
  readonly jitterMs!: number;

  /** Lost TCP segments, in percent: the line stalls until each is repaired, and nothing is missing. */
  @IsNumber()
  @Min(0)
  @Max(MAX_LINE.lossPercent)
  readonly lossPercent!: number;

  /** Maximum throughput each way, in bytes per second; 0 for no limit. */
  @IsInt()
  @Min(0)
  @Max(MAX_LINE.bytesPerSecond)
  readonly bytesPerSecond: number = CLEAR_LINE.bytesPerSecond;

  /** How many undelivered bytes the network takes before the server notices. */
  @IsInt()
  @Min(0)
  @Max(MAX_LINE.bufferBytes)
  readonly bufferBytes: number = CLEAR_LINE.bufferBytes;
}

/** Nothing arrives at either end for a while, then all of it at once. Refused like NetworkLabLine. */
@ClientMessage(ProtocolType.NetworkLabStall, { access: 'anyone' })
export class NetworkLabStallDto {
  /** For how long, in milliseconds, from now on. */
  @IsInt()
  @Min(0)
  @Max(60_000)
  readonly ms!: number;
}

/** Breaks the connection off; there is no answer. Refused like NetworkLabLine. */
@ClientMessage(ProtocolType.NetworkLabCut, { access: 'anyone' })
export class NetworkLabCutDto {}

/**
 * Bad networks for development: latency, jitter, losses as TCP shows them, stalls, slow lines and cuts, for each connection
 * by itself. In the server, so that every client has it, a page in a browser too.
 */
@Injectable()
export class NetworkLab {
  private readonly settings: LabSettings | undefined;
  private readonly lines = new WeakMap<Socket, LabLine>();
  private readonly inUse = new Map<SessionLink, LabLine>();
  private made = 0;

  /** @throws Error, one sentence, when NETWORK_LAB is set in production */
  constructor({ NODE_ENV }: GameConfig, { NETWORK_LAB }: NetworkLabConfig) {
    const read = readLabSettings(NETWORK_LAB);
    if (read === undefined || read === 'off') return;
    if (NODE_ENV === 'production') {
      throw new Error(
        'NETWORK_LAB makes connections bad on purpose, so production does not start with it: leave it unset.',
      );
    }
    this.settings = read;
    const { latencyMs, jitterMs, lossPercent, bytesPerSecond } = read.line;
    if (NETWORK_LAB === 'on') return;
    new Logger('NetworkLab').warn(
      { latencyMs, jitterMs, lossPercent, bytesPerSecond },
      'Connections are made bad on purpose, by NETWORK_LAB.',
    );
  }

  /** What ws is to take for `socket`: the socket itself, or a simulated line before it. */
  lineBefore(socket: Socket): Duplex {
    if (this.settings === undefined) return socket;
    const line = new LabLine(socket, this.settings.line, `${this.settings.seed} ${this.made++}`);
    this.lines.set(socket, line);
    return line;
  }

  /** What {@link lineBefore} has put before `socket`. */
  lineOf(socket: Socket): Duplex {
    return this.lines.get(socket) ?? socket;
  }

  /** The link writes to what {@link lineOf} gave, from now on. */
  attach(link: SessionLink, line: Duplex): void {
    if (!(line instanceof LabLine)) return;
    this.inUse.set(link, line);
    line.once('close', () => this.inUse.delete(link));
  }

  /** Answers a NetworkLabLine. @throws GameError network_lab.off */
  @OnMessage(NetworkLabLineDto)
  change(session: Session, settings: NetworkLabLineDto): void {
    this.of(session).settings = settings;
  }

  /** Answers a NetworkLabStall. @throws GameError network_lab.off */
  @OnMessage(NetworkLabStallDto)
  stall(session: Session, { ms }: NetworkLabStallDto): void {
    this.of(session).stall(ms);
  }

  /** Answers a NetworkLabCut. @throws GameError network_lab.off */
  @OnMessage(NetworkLabCutDto)
  cut(session: Session): void {
    this.of(session).cut();
  }

  private of(session: Session): LabLine {
    // A session that is resumed comes to another link.
    for (const [link, line] of this.inUse) if (session.delivery.isOn(link)) return line;
    throw new GameError('network_lab.off');
  }
}
