import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { SessionClosed, SessionSignedIn } from '../../../core/sessions/session.events.js';
import type { Session } from '../../../core/sessions/session.js';
import type { ChannelKind } from '../chat-address.js';
import type { ChatChannel } from '../channels/chat-channel.js';
import { ChatChannels } from '../channels/chat-channels.js';
import { ChatHistory } from '../lines/chat-history.js';

/** Where a guest is muted; the channel itself may have been left and closed. */
interface GuestMute {
  readonly channel: { readonly key: string; readonly kind: ChannelKind };
  readonly untilMs: number;
}

/** Who is muted where, kept with the channel. A guest who signs in takes his mutes along, wherever they are. */
@Injectable()
export class ChatMutes implements OnModuleInit {
  private readonly logger = new Logger('Chat');
  /** By session, as long as that lasts. */
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
   * Keeps a mute where its channel is kept.
   * @param who a player, or the session of a guest
   * @param guest the session, where it is one's
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
