/**
 * The server as `npm run start:dev` starts it: everything is loaded first, while the server before it still serves, and
 * then waits for the word to start.
 */
import { once } from 'node:events';

await import('../app.module.js');
await import('../core/gateway/godwit-ws.adapter.js');
process.send?.('loaded');
await once(process, 'message');
// A server whose starter is gone would hold the port for ever.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
await import('../main.js');
process.send?.('serving');
