/** Accounts and sign-in: `import { AuthModule } from 'godwit/auth'`. The module, its server-side API, its events and its messages. */
export { AuthConfig } from './auth.config.js';
export * from './auth.messages.js';
export { AuthModule } from './auth.module.js';
export { AccountsService, type Ban } from './accounts/accounts.service.js';
export { AuthError } from './auth.errors.js';
export { Mailer, type Mail } from './email/mailer.js';
export { TicketStore } from './tokens/ticket-store.js';
