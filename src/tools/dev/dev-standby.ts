/**
 * The server as started by `godwit dev`: it loads everything while the previous server is still running, then waits for the
 * word to start.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import inspector from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { findProject } from '../project/project.js';
import { toldError } from '../project/told-error.js';
import { importCore, nextOrder, openDatabaseEarly } from './dev-order.js';

const order = await nextOrder();
try {
  await import(pathToFileURL(order.appModule).href);
} catch (error) {
  process.stderr.write(`${toldError(error, findProject(process.cwd()))}\n`);
  process.exit(1);
}
await importCore(order, 'gateway/godwit-ws.adapter.js');
process.send?.('loaded');
await once(process, 'message');
// If the starting process is gone, the server would hold the port forever.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
if (order.inspector) inspector.open(order.inspector.port, order.inspector.host, order.inspector.waits);
// The addon's overlay may make its own line bad while a game is developed.
if (existsSync('.env')) process.loadEnvFile('.env');
process.env.NETWORK_LAB ??= 'on';
// With REDIS_URL: no balancer has to notice, and nobody waits for the end of a match to see a change.
process.env.DRAIN_DELAY_MS ??= '0';
process.env.DRAIN_TIMEOUT_MS ??= '2000';
// It is this process that is replaced after a change.
process.env.WORKERS = '1';
await openDatabaseEarly(order);
await import(pathToFileURL(order.main).href);
process.send?.('serving');
