/** Godot's high-level multiplayer between a room's members: `import { RelayModule } from 'godwit/relay'`. The module, its server-side API, its events and its messages. */
export * from './relay.messages.js';
export { RelayError } from './relay.errors.js';
export { RelayModule } from './relay.module.js';
export { RELAY_ROOM, RelayRoom } from './relay.room.js';
export { Relay, type RelayOptions } from './relay.js';
export { RelayOptionsDto } from './relay.options.js';
