import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../cluster/cluster.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { ServerLeaving } from '../sessions/session.events.js';
import { HandOvers } from './hand-overs.js';

/** Rooms that are handed over at a time. */
const LANES = 8;
/** The share of the shutdown time that the rooms may take. */
const LEAVING_SHARE = 0.5;
/** How often a room is offered before it is saved here, as on one node. */
const MAX_OFFERS = 3;

/** Hands all saved rooms over to other nodes before this one stops. */
@Injectable()
export class Drain implements OnModuleInit {
  private readonly logger = new Logger('Shutdown');

  constructor(
    private readonly config: GameConfig,
    private readonly events: EventBus,
    private readonly rooms: RoomRegistry,
    private readonly handOvers: HandOvers,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(ServerLeaving, (leaving) => leaving.waitFor(this.run()));
  }

  private async run(): Promise<void> {
    const waiting = [...this.rooms.all()].filter(({ outlivesRestart }) => outlivesRestart);
    if (this.cluster === undefined || waiting.length === 0) return;
    const untilMs = performance.now() + this.config.SHUTDOWN_TIMEOUT_MS * LEAVING_SHARE;
    const total = waiting.length;
    let moved = 0;
    const lane = async (): Promise<void> => {
      for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
        if (await this.offer(room, untilMs)) moved += 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    this.logger.log({ rooms: moved, of: total }, 'Rooms go on at other nodes.');
  }

  private async offer(room: RoomRuntime, untilMs: number): Promise<boolean> {
    for (let tries = 0; tries < MAX_OFFERS && performance.now() < untilMs; tries++) {
      const nodes = this.cluster?.takingNodes() ?? [];
      const nodeId = nodes[Math.floor(Math.random() * nodes.length)];
      if (nodeId === undefined) return false;
      if (await this.handOvers.handOver(room, nodeId)) return true;
    }
    return false;
  }
}
