import type { GameConfig } from '../../../core/config/game-config.js';
import { SECRET_ADVICE, serverSecret, weaknessOf } from '../../../core/credentials/server-secret.js';
import type { AuthConfig } from '../auth.config.js';

/**
 * The key of access tokens: AUTH_SECRET, or outside production one that is generated at the first start and kept in DATA_DIR.
 * {@link refuseWeakSecret} decides what production must not start with.
 */
export function authSecret({ AUTH_SECRET: given }: AuthConfig, config: GameConfig): Buffer {
  return serverSecret(given, config, 'AUTH_SECRET', 'auth-secret');
}

/** @throws Error, one sentence, when AUTH_SECRET is missing or too weak for production */
export function refuseWeakSecret({ AUTH_SECRET: given }: AuthConfig, { NODE_ENV }: GameConfig): void {
  if (NODE_ENV !== 'production') return;
  const weakness = given === undefined ? 'is missing, and production needs one' : weaknessOf(given);
  if (weakness !== undefined) throw new Error(`AUTH_SECRET ${weakness}: ${SECRET_ADVICE}.`);
}
