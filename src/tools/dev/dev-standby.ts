/**
 * The server as `godwit dev` starts it: everything is loaded first, while the server before it still serves, and then waits
 * for the word to start. Its arguments: the files of the root module and of the program that starts the server.
 */
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { findProject } from '../project/project.js';
import { toldError } from '../project/told-error.js';

const [appModule = '', main = ''] = process.argv.slice(2);

try {
  await import(pathToFileURL(appModule).href);
} catch (error) {
  process.stderr.write(`${toldError(error, findProject(process.cwd()))}\n`);
  process.exit(1);
}
await import('../../core/gateway/godwit-ws.adapter.js');
process.send?.('loaded');
await once(process, 'message');
// A server whose starter is gone would hold the port for ever.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
await import(pathToFileURL(main).href);
process.send?.('serving');
