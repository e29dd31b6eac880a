import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { AdminFile } from '../../../core/console/administrator.js';
import { openUnlinked } from '../../../core/recording/recording-summary.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';

/** Sends a file to be saved, as long as it is at this moment. @throws GameError admin.no_such_target when it has gone */
export async function sendFile(response: ServerResponse, { name, path }: AdminFile): Promise<void> {
  const file = await openUnlinked(path).catch((cause: unknown) => {
    throw new GameError(AdminError['admin.no_such_target'], { cause });
  });
  try {
    const { size } = await file.stat();
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    response.setHeader('Content-Length', size);
    if (size === 0) response.end();
    // Whoever goes away while it is sent is no failure of ours.
    else await pipeline(file.createReadStream({ end: size - 1, autoClose: false }), response).catch(() => undefined);
  } finally {
    await file.close();
  }
}
