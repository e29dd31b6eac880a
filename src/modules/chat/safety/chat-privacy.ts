import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../../core/events/player.events.js';
import { ChatChannels } from '../channels/chat-channels.js';
import { ChatHistory } from '../lines/chat-history.js';
import { SafetyStore } from './safety-store.js';

/** Erases or exports what a player said, together with the account. */
@Injectable()
export class ChatPrivacy implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly channels: ChatChannels,
    private readonly history: ChatHistory,
    private readonly safety: SafetyStore,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(PlayerErased, (event) => event.waitUntil(this.erase(event.playerId)));
    this.events.on(PlayerExported, (event) => event.add('chat', this.export(event.playerId)));
  }

  private async erase(playerId: string): Promise<void> {
    for (const channel of this.channels.all()) channel.lines.forget(playerId);
    await this.history.erase(playerId);
    await this.safety.erase(playerId);
  }

  private async export(playerId: string): Promise<object> {
    const lines = await this.history.linesOf(playerId);
    return { lines, ...(await this.safety.exportOf(playerId)) };
  }
}
