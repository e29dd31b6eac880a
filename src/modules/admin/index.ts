/*
 * The package's entry `godwit/admin`: the admin console.
 */
export { AdminModule, type AdminOptions } from './admin.module.js';
export { AdminConfig } from './admin.config.js';
export { AdminError } from './admin.errors.js';
