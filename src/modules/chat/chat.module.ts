import { type DynamicModule, Module, type ModuleMetadata, type Provider, type Type } from '@nestjs/common';
import { ConfigModule } from '../../core/config/config.module.js';
import { StorageModule } from '../../core/storage/storage.module.js';
import { ChatChannels } from './channels/chat-channels.js';
import { ChannelNodes } from './channels/channel-nodes.js';
import { DirectChannels } from './channels/direct-channels.js';
import { DirectService } from './channels/direct.service.js';
import { GroupChannels } from './channels/group-channels.js';
import { NamedNodes } from './channels/named-nodes.js';
import { ChatConfig } from './chat.config.js';
import { ChatService } from './chat.service.js';
import { ChatHistory } from './lines/chat-history.js';
import { ChatJournal } from './lines/chat-journal.js';
import { ChatLinesSection } from './lines/chat-lines.section.js';
import { ChatLines } from './lines/chat-lines.js';
import { LineNumbers } from './lines/line-numbers.js';
import { LineStore } from './lines/line-store.js';
import { LineRepository } from './lines/line.repository.js';
import { LineService } from './lines/line.service.js';
import { MemoryLineStore } from './lines/memory-line-store.js';
import { ChatBlocks } from './safety/chat-blocks.js';
import { ChatLimits } from './safety/chat-limits.js';
import { ChatModerator, ChatModerators, FilteringModerator, GroupLeaders } from './safety/chat-moderators.js';
import { ChatMutes } from './safety/chat-mutes.js';
import { ChatNames, ChosenNames } from './safety/chat-names.js';
import { ChatPrivacy } from './safety/chat-privacy.js';
import { ChatReportsSection } from './safety/chat-reports.section.js';
import { ChatReports } from './safety/chat-reports.js';
import { ChatVerdicts } from './safety/chat-verdicts.js';
import { MemorySafetyStore } from './safety/memory-safety-store.js';
import { ModerationService } from './safety/moderation.service.js';
import { SafetyStore } from './safety/safety-store.js';
import { SafetyRepository } from './safety/safety.repository.js';
import { WordFilter } from './safety/word-filter.js';

/** What a game can change from the defaults. */
export interface ChatOptions extends Pick<ModuleMetadata, 'imports'> {
  /** Stores channels, conversations, blocks and reports in the game's database; by default they last as long as the process. */
  readonly isStored?: boolean;
  /** Reviews every line before it is accepted; by default {@link FilteringModerator}. */
  readonly moderator?: Type<ChatModerator>;
  /** Decides who moderates; by default {@link GroupLeaders}. */
  readonly moderators?: Type<ChatModerators>;
  /** Decides members' names; by default {@link ChosenNames}. */
  readonly names?: Type<ChatNames>;
}

/** Chat in named channels, rooms, parties and conversations. Server code injects {@link ChatReports}. */
@Module({
  imports: [ConfigModule.forFeature(ChatConfig)],
  providers: [
    ...[ChatService, LineService, ModerationService, DirectService, GroupChannels],
    ...[ChatChannels, DirectChannels, ChannelNodes, NamedNodes, ChatLines, LineNumbers, ChatHistory, ChatJournal],
    ...[ChatLimits, ChatMutes, ChatBlocks, ChatReports, ChatPrivacy, WordFilter],
    ...[ChatVerdicts, ChatReportsSection, ChatLinesSection],
    { provide: LineStore, useClass: MemoryLineStore },
    { provide: SafetyStore, useClass: MemorySafetyStore },
    { provide: ChatModerator, useClass: FilteringModerator },
    { provide: ChatModerators, useClass: GroupLeaders },
    { provide: ChatNames, useClass: ChosenNames },
  ],
  exports: [ChatReports, WordFilter],
})
export class ChatModule {
  /** Chat with this game's options; `imports` are for the dependencies of the given classes. */
  static forRoot({ isStored = false, moderator, moderators, names, imports = [] }: ChatOptions): DynamicModule {
    const stored: Provider[] = [
      { provide: LineStore, useClass: LineRepository },
      { provide: SafetyStore, useClass: SafetyRepository },
    ];
    return {
      module: ChatModule,
      imports: [...imports, ...(isStored ? [StorageModule.forFeature('chat', MIGRATIONS)] : [])],
      // When a provider is listed twice, the later one wins.
      providers: [
        ...(isStored ? stored : []),
        ...(moderator ? [{ provide: ChatModerator, useClass: moderator }] : []),
        ...(moderators ? [{ provide: ChatModerators, useClass: moderators }] : []),
        ...(names ? [{ provide: ChatNames, useClass: names }] : []),
      ],
    };
  }
}

const MIGRATIONS = new URL('./migrations/', import.meta.url);
