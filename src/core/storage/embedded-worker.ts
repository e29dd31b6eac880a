import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedFolder } from './embedded-folder.js';
import type { EmbeddedRequest, EmbeddedWorkerData } from './embedded-server.js';

/**
 * V8 compiles what of WebAssembly runs often a second time, better and at a hundred times the price. Node 20 does so for much that
 * runs only while PostgreSQL starts, all of them for more than an idle server ever needs: this is for what has computed about a second.
 */
const COMPILE_AGAIN_AFTER_BYTES = 130_000_000;

/** The thread in which PGlite runs: bytes of PostgreSQL's protocol in, bytes out, strictly in turn. */
async function serve(port: NonNullable<typeof parentPort>, folder: string): Promise<void> {
  const database = await openEmbeddedFolder(folder);
  let turn = Promise.resolve();
  port.on('message', (request: EmbeddedRequest) => {
    turn = turn.then(() => answer(request));
  });
  port.postMessage('ready');

  async function answer(request: EmbeddedRequest): Promise<void> {
    if (request === 'close') {
      await database.close();
      port.close();
      return;
    }
    const chunks: Uint8Array[] = [];
    await database.execProtocolRawStream(request, { onRawData: (bytes) => chunks.push(bytes.slice()) });
    const reply = new Uint8Array(Buffer.concat(chunks));
    port.postMessage(reply, [reply.buffer]);
  }
}

setFlagsFromString(`--wasm-tiering-budget=${COMPILE_AGAIN_AFTER_BYTES}`);
if (parentPort) await serve(parentPort, (workerData as EmbeddedWorkerData).folder);
