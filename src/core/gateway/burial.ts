import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { NodeBuried } from '../cluster/cluster.events.js';
import { EventBus } from '../events/event-bus.js';
import { SessionRegistry } from '../sessions/session-registry.js';
import { UpgradeGate } from './upgrade-gate.js';

/** For the close frames to leave. */
const GOODBYE_MS = 200;

/**
 * The end of a node that the others have declared dead: its clients are sent elsewhere, and the process ends at once. An orderly stop
 * would save rooms and sessions that others have by now.
 */
@Injectable()
export class Burial implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly gate: UpgradeGate,
    private readonly registry: SessionRegistry,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(NodeBuried, () => void this.end());
  }

  private async end(): Promise<void> {
    this.gate.close();
    for (const session of [...this.registry.all()]) session.close(CloseCode.GoingAway, 'server.fenced');
    await delay(GOODBYE_MS);
    process.exit(1);
  }
}
