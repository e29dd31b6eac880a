/** Documents of each player: `import { PlayerStorageModule } from 'godwit/player-storage'`. The module, its server-side API, its events and its messages. */
export { PlayerStorageConfig } from './player-storage.config.js';
export * from './player-storage.messages.js';
export { type JsonObject, type JsonValue } from './document-value.js';
export { DocumentError } from './player-storage.errors.js';
export { PlayerStorageModule } from './player-storage.module.js';
export { PlayerStorage, type DocumentDraft, type DocumentPage, type DocumentWriter } from './player-storage.js';
