import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { GameError } from '../../../protocol/game-error.js';

/** Any byte; a mask hides nothing, it only keeps proxies from taking frames for requests. */
const MASK = 0x5a;
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** The body of a refused upgrade holds a code, and nothing else. */
const MAX_REFUSAL_BYTES = 4_096;

/** Opens a WebSocket. @throws GameError with the code of the refusal, or `connect.ECONNREFUSED` and its like */
export function openSocket(url: string, subprotocol: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [subprotocol], {
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      skipUTF8Validation: true,
      // Drawing a mask costs more than masking. With zeros, ws would write head and body of each frame on their own.
      generateMask: (mask) => mask.fill(MASK),
    });
    socket.once('open', () => {
      socket.on('error', () => undefined);
      resolve(socket);
    });
    socket.on('unexpected-response', (_request, response) => {
      void refusalOf(response).then((code) => {
        reject(
          new GameError(code, { text: `The server refused the connection with HTTP ${response.statusCode ?? 0}.` }),
        );
        socket.terminate();
      });
    });
    socket.once('error', (error: Error & { readonly code?: string }) => {
      reject(new GameError(`connect.${error.code ?? 'failed'}`, { text: error.message, cause: error }));
    });
  });
}

async function refusalOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response) {
      text += String(chunk);
      if (text.length > MAX_REFUSAL_BYTES) break;
    }
    const { code } = JSON.parse(text) as { readonly code?: unknown };
    if (typeof code === 'string') return code;
  } catch {
    // Something else than Godwit, such as a proxy, has answered.
  }
  return `connect.http_${response.statusCode ?? 0}`;
}
