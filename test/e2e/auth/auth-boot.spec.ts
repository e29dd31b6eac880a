import { jest } from '@jest/globals';
import { bootOf } from '../../support/server.js';

/** The server may have to be built first. */
jest.setTimeout(120_000);

describe('a boot in production', () => {
  it.each<[name: string, env: Record<string, string>, sentence: RegExp]>([
    ['without a secret', {}, /^Godwit cannot start: AUTH_SECRET is missing, and production needs one: .*openssl rand/],
    [
      'with a secret that everybody knows',
      { AUTH_SECRET: 'change-me-change-me-change-me-change-me' },
      /^Godwit cannot start: AUTH_SECRET is an example, which everybody knows: .*openssl rand/,
    ],
  ])('writes one sentence and ends with 1 %s', async (_name, env, sentence) => {
    const { code, lines } = await bootOf({ LOG_LEVEL: 'error', NODE_ENV: 'production', ...env });

    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(sentence)]);
  });
});
