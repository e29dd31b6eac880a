import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { SessionClosed, SessionSignedIn } from '../../../core/sessions/session.events.js';
import type { Session } from '../../../core/sessions/session.js';
import type { ChannelKind } from '../chat-address.js';
import type { ChatChannel } from '../channels/chat-channel.js';
import { ChatChannels } from '../channels/chat-channels.js';
import { ChatHistory } from '../lines/chat-history.js';

/** Where a guest is muted; the channel itself may have been left and closed since. */
interface GuestMute {
  readonly channel: { readonly key: string; readonly kind: ChannelKind };
  readonly untilMs: number;
}

/** Who is muted where, stored with the channel. A guest who signs in keeps all of their mutes. */
@Injectable()
export class ChatMutes implements OnModuleInit {
  private readonly logger = new Logger('Chat');
  /** By session id, as long as the session lasts. */
  private readonly guests = new Map<string, Map<string, GuestMute>>();

  constructor(
    private readonly events: EventBus,
    private readonly channels: ChatChannels,
    private readonly history: ChatHistory,
    private readonly records: PlayerRecords,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => this.guests.delete(session.id));
    this.events.on(SessionSignedIn, ({ session, playerId }) => this.carryOver(session, playerId));
  }

  /**
   * Stores a mute if its channel is kept.
   * @param who a player id, or a guest's session id
   * @param guest the guest's session, if it is one
   * @throws GameError player.erased
   */
  async keep({ key, kind }: ChatChannel, who: string, untilMs: number, guest: Session | undefined): Promise<void> {
    const channel = { key, kind };
    const mutes = this.guests.get(who) ?? new Map<string, GuestMute>();
    if (guest) this.guests.set(who, mutes.set(key, { channel, untilMs }));
    await this.records.write(who, () => this.history.mute(channel, { playerId: who, untilMs }));
  }

  private carryOver({ id }: Session, playerId: string): void {
    for (const channel of this.channels.all()) channel.rules.inherit(id, playerId);
    const mutes = [...(this.guests.get(id)?.values() ?? [])].filter(({ untilMs }) => untilMs > Date.now());
    this.guests.delete(id);
    for (const mute of mutes) {
      this.store(mute, playerId).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'The mute of a guest who has signed in could not be stored.');
      });
    }
  }

  private async store({ channel, untilMs }: GuestMute, playerId: string): Promise<void> {
    await this.records.write(playerId, () => this.history.mute(channel, { playerId, untilMs }));
  }
}
