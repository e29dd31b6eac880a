import type { INestApplication } from '@nestjs/common';
import type { GameConfig } from '../config/game-config.js';
import { listenError } from '../config/listen-error.js';

/**
 * Opens the game's port.
 * @returns the address for clients, such as `ws://localhost:1234/`
 * @throws ConfigError when the port cannot be opened
 */
export async function listen(app: INestApplication, config: GameConfig): Promise<string> {
  const { PORT, HOST, WS_PATH } = config;
  try {
    await (HOST === '' ? app.listen(PORT) : app.listen(PORT, HOST));
  } catch (error) {
    throw listenError(error, 'PORT', 'HOST');
  }
  return (await app.getUrl()).replace(/^http/, 'ws').replace('[::1]', 'localhost') + WS_PATH;
}
