/** Players who stay together: `import { PartiesModule } from 'godwit/parties'`. The module, its server-side API, its events and its messages. */
export * from './invitations.messages.js';
export * from './parties.messages.js';
export * from './party-events.messages.js';
export { PartyError } from './parties.errors.js';
export { PartiesModule } from './parties.module.js';
