import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChatConfig } from '../chat.config.js';
import { EventBus } from '../../../core/events/event-bus.js';
import { KeyedLimit } from '../../../core/limits/keyed-limit.js';
import { SessionClosed } from '../../../core/sessions/session.events.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { ChatBlocks } from './chat-blocks.js';
import { type ChatChannel, speakerOf } from '../channels/chat-channel.js';
import { ChatModerators } from './chat-moderators.js';
import { ChatError } from '../chat.errors.js';

/** Rate limit of reports per player: this burst, then one every five minutes. */
const REPORTS_AT_ONCE = 10;
const REPORTS_PER_SECOND = 1 / 300;

/** Rate limit of joining and reading channels; the burst is for joining many at once. */
const READS_PER_SECOND = 4;
const READS_AT_ONCE = 64;

/** Who may speak, and how often: per player, across reconnects; per session without sign-in. */
@Injectable()
export class ChatLimits implements OnModuleInit {
  private readonly lines: KeyedLimit;
  private readonly reads = new KeyedLimit({ perSecond: READS_PER_SECOND, burst: READS_AT_ONCE });
  private readonly reports = new KeyedLimit({ perSecond: REPORTS_PER_SECOND, burst: REPORTS_AT_ONCE });

  constructor(
    config: ChatConfig,
    private readonly events: EventBus,
    private readonly blocks: ChatBlocks,
    private readonly moderators: ChatModerators,
  ) {
    this.lines = new KeyedLimit({ perSecond: config.CHAT_LINES_PER_SECOND, burst: config.CHAT_LINES_BURST });
  }

  /** Nest's hook: drops an anonymous speaker's limits with the session. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => {
      this.lines.clear(session.id);
      this.reads.clear(session.id);
    });
  }

  /**
   * Refuses a line, or counts it.
   * @param isNew false for an edit, which slow mode does not delay
   * @throws GameError chat.undeliverable, chat.muted, chat.too_fast, chat.slow_mode
   */
  requireVoice(session: Session, channel: ChatChannel, isNew: boolean): void {
    const who = speakerOf(session);
    const { players, rules } = channel;
    if (players) {
      const [one, other] = players;
      // The same code either way, so that it does not reveal who blocked whom.
      const isBlocked = this.blocks.has(one, other) || this.blocks.has(other, one);
      if (isBlocked) throw new GameError(ChatError['chat.undeliverable']);
    } else if (rules.isMuted(who, Date.now()) && !this.isModerator(session, channel)) {
      throw new GameError(ChatError['chat.muted']);
    }
    if (!this.lines.admits(who)) throw new GameError(ChatError['chat.too_fast']);
    if (!isNew || rules.slowModeMs === 0 || rules.takeTurn(who, performance.now())) return;
    if (!this.isModerator(session, channel)) throw new GameError(ChatError['chat.slow_mode']);
  }

  /** Counts joining a channel, or reading its lines or members. @throws GameError chat.too_often */
  requirePace(session: Session): void {
    if (this.reads.admits(speakerOf(session))) return;
    throw new GameError(ChatError['chat.too_often']);
  }

  /** Counts a report. @throws GameError chat.too_fast */
  requireReport(playerId: string): void {
    if (this.reports.admits(playerId)) return;
    throw new GameError(ChatError['chat.too_fast']);
  }

  /** Whether the session moderates the channel; conversations have no moderators. */
  isModerator(session: Session, channel: ChatChannel): boolean {
    return channel.kind !== 'direct' && this.moderators.mayModerate(session, channel);
  }
}
