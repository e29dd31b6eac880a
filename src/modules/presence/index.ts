/** Who is online and doing what: `import { PresenceModule } from 'godwit/presence'`. The module, its server-side API, its events and its messages. */
export * from './presence.messages.js';
export { EverybodyMayFollow, PresencePolicy } from './presence-policy.js';
export { PresenceError } from './presence.errors.js';
export { PresenceModule } from './presence.module.js';
