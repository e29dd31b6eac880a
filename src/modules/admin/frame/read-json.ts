import type { IncomingMessage } from 'node:http';
import { GameError } from '../../../protocol/game-error.js';
import { isTooDeep } from '../../../protocol/json-depth.js';
import { AdminError } from '../admin.errors.js';

const MAX_BYTES = 1_048_576;
const MAX_DEPTH = 32;

/** A request's body: a JSON object. @throws GameError admin.too_large; packet.malformed; packet.too_deep; packet.not_object */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new GameError(AdminError['admin.too_large']);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (isTooDeep(body, MAX_DEPTH)) throw new GameError('packet.too_deep');
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch (cause) {
    throw new GameError('packet.malformed', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new GameError('packet.not_object');
  return value as Readonly<Record<string, unknown>>;
}
