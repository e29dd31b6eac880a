import type { AddressInfo, Server } from 'node:net';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GameConfig } from '../../../core/config/game-config.js';
import { UpgradeGate } from '../../../core/gateway/upgrade-gate.js';
import { AdminConfig, hasPlayground, publicOrigin } from '../admin.config.js';
import type { Reached } from './request-rules.js';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Where the console's pages find the game's WebSocket, and how the game lets them in. */
@Injectable()
export class GameAddress {
  constructor(
    private readonly config: GameConfig,
    private readonly own: AdminConfig,
    private readonly adapters: HttpAdapterHost,
    private readonly gate: UpgradeGate,
  ) {}

  /** The game's origin for a browser that has reached the console so, such as `ws://localhost:1234`. */
  originFor({ origin }: Reached): string {
    const own = origin.replace(/^http/, 'ws');
    if (this.own.ADMIN_PORT === undefined) return own;
    const proxy = publicOrigin(this.config);
    if (proxy !== undefined) return `wss://${proxy.host}`;
    const game = new URL(own);
    const { port } = (this.adapters.httpAdapter.getHttpServer() as Server).address() as AddressInfo;
    game.port = String(port);
    return game.origin;
  }

  /** The address of the game's WebSocket. */
  urlFor(reached: Reached): string {
    return `${this.originFor(reached)}${this.config.WS_PATH}`;
  }

  /** Where the console has a port of its own, its pages are foreign to the game: lets in those of the playground. */
  letPagesIn(): void {
    const { ADMIN_PORT: port } = this.own;
    if (port === undefined || !hasPlayground(this.own, this.config)) return;
    const { origins } = this.gate;
    for (const host of LOOPBACK) origins.trust(new URL(`http://${host}:${port}`).origin);
    const proxy = publicOrigin(this.config);
    if (proxy !== undefined) origins.trust(proxy.origin);
  }
}
