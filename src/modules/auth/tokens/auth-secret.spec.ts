import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../testing/temporary-folder.js';
import type { GameConfig } from '../../../core/config/game-config.js';
import { parseConfig } from '../../../core/config/load-config.js';
import { AuthConfig } from '../auth.config.js';
import { authSecret, refuseWeakSecret } from './auth-secret.js';

/** Both classes of variables that a secret comes from. */
function configs(env: Record<string, string>): [AuthConfig, GameConfig] {
  return [parseConfig(env, AuthConfig), parseConfig(env)];
}

const GOOD = 'q3fZ0xJ9vYt7mWc1Lk5sRb2NdHg8uPoE';

describe(authSecret.name, () => {
  it('is AUTH_SECRET', () => {
    const both = configs({ NODE_ENV: 'production', AUTH_SECRET: GOOD });

    expect(() => refuseWeakSecret(...both)).not.toThrow();
    expect(authSecret(...both)).toEqual(Buffer.from(GOOD));
  });

  it.each([
    ['is missing', '', /^AUTH_SECRET is missing, and production needs one: .*openssl rand -base64 32/],
    ['is short', GOOD.slice(1), /^AUTH_SECRET has fewer than 32 bytes: .*openssl/],
    [
      'is an example',
      'change-me-q3fZ0xJ9vYt7mWc1Lk5sRb2NdHg8uPoE',
      /^AUTH_SECRET is an example, which everybody knows: .*openssl/,
    ],
    [
      'is another example',
      'your-own-secret-q3fZ0xJ9vYt7mWc1Lk5sR',
      /^AUTH_SECRET is an example, which everybody knows: .*openssl/,
    ],
    [
      'repeats itself',
      'abcabcabcabcabcabcabcabcabcabcabcabc',
      /^AUTH_SECRET repeats itself, which makes it easy to guess: .*openssl/,
    ],
  ])('stops the boot of production when it %s', (_name, secret, sentence) => {
    expect(() => refuseWeakSecret(...configs({ NODE_ENV: 'production', AUTH_SECRET: secret }))).toThrow(sentence);
    expect(() => refuseWeakSecret(...configs({ NODE_ENV: 'development', AUTH_SECRET: secret }))).not.toThrow();
  });

  it('is made and kept in the data folder elsewhere', () => {
    const both = configs({ NODE_ENV: 'test', DATA_DIR: join(temporaryFolder('secret'), 'data') });
    const [, config] = both;
    const secret = authSecret(...both);
    const file = join(config.DATA_DIR, 'auth-secret');

    expect(secret).toHaveLength(43);
    expect(authSecret(...both)).toEqual(secret);
    expect(readFileSync(file)).toEqual(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, 'cut');
    expect(() => authSecret(...both)).toThrow(/damaged; delete the file/);
  });
});
