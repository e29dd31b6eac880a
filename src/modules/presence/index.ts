/** Who is here, doing what: `import { PresenceModule } from 'godwit/presence'`. The module, what server code calls, its events and its messages. */
export * from './presence.messages.js';
export { EverybodyMayFollow, PresencePolicy } from './presence-policy.js';
export { PresenceError } from './presence.errors.js';
export { PresenceModule } from './presence.module.js';
