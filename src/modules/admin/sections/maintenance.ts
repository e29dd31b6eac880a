import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { NodeThawed } from '../../../core/cluster/cluster.events.js';
import { EventBus } from '../../../core/events/event-bus.js';
import { Entrance } from '../../../core/gateway/entrance.js';
import { NodeCalls } from '../frame/node-calls.js';
import { SettingsRepository } from './settings.repository.js';

const CALL = 'admin.maintenance';
const NAME = 'maintenance';

/** Why nobody new comes in, since when, and who has said so. */
export interface MaintenanceNotice {
  /** What players are told. */
  readonly text: string;
  /** The administrator's name. */
  readonly by: string;
  /** A time of the epoch, in milliseconds. */
  readonly sinceMs: number;
}

/** Maintenance: nobody new comes in, at all nodes, and still not after a restart. */
@Injectable()
export class Maintenance implements OnModuleInit, OnApplicationBootstrap {
  private notice: MaintenanceNotice | undefined;

  constructor(
    private readonly settings: SettingsRepository,
    private readonly entrance: Entrance,
    private readonly nodes: NodeCalls,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook: hears of other nodes. */
  onModuleInit(): void {
    this.nodes.answer(CALL, (notice: MaintenanceNotice | null) => {
      this.take(notice ?? undefined);
      return true;
    });
    // What was said meanwhile did not reach it.
    this.events.on(NodeThawed, () => void this.recall());
  }

  /** Nest's hook: continues as before a restart, before the port opens. */
  onApplicationBootstrap(): Promise<void> {
    return this.recall();
  }

  /** The notice; undefined while everybody may come in. */
  get current(): MaintenanceNotice | undefined {
    return this.notice;
  }

  /**
   * Begins or ends it, at all nodes. @returns the nodes that have not answered: they follow once they are back
   */
  async set(notice: MaintenanceNotice | undefined): Promise<readonly string[]> {
    await this.settings.write(NAME, notice);
    const answers = await this.nodes.everywhere<true>(CALL, notice ?? null);
    return answers.filter(({ value }) => value === undefined).map(({ node }) => node);
  }

  private async recall(): Promise<void> {
    this.take(await this.settings.read<MaintenanceNotice>(NAME));
  }

  private take(notice: MaintenanceNotice | undefined): void {
    this.notice = notice;
    if (notice === undefined) this.entrance.open();
    else this.entrance.close(notice.text);
  }
}
