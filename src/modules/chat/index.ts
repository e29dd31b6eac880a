/** Channels, conversations, moderation: `import { ChatModule } from 'godwit/chat'`. The module, its server-side API, its events and its messages. */
export { ChatConfig } from './chat.config.js';
export * from './channels/chat-direct.messages.js';
export * from './lines/chat-lines.messages.js';
export * from './safety/chat-moderation.messages.js';
export * from './chat.messages.js';
export { ChatModule, type ChatOptions } from './chat.module.js';
export { ChatModerator, FilteringModerator, type LineDraft, type Verdict } from './safety/chat-moderators.js';
export { ChatModerators, GroupLeaders, type ModeratedChannel } from './safety/chat-moderators.js';
export { ChatNames, ChosenNames } from './safety/chat-names.js';
export { ChatReports } from './safety/chat-reports.js';
export { ChatError } from './chat.errors.js';
export { ChatLineReported } from './safety/chat-reports.js';
export { type ChatReport, type ReportSelection, type Resolution } from './safety/safety-store.js';
export { WordFilter } from './safety/word-filter.js';
