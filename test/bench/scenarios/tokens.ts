import { randomBytes } from 'node:crypto';
import { AccessTokens } from '../../../src/modules/auth/tokens/access-tokens.js';
import type { LocalScenario } from '../scenario.js';

const TOKENS = 1_000;

/** What checking a player's access token takes of the connection that brings it. */
export const tokens: LocalScenario = {
  name: 'tokens',
  rows: [
    {
      work: 'verify an access token on connect',
      figure: 'verifyUs',
      unit: 'µs',
      subject: 'HS256',
      against: 'HS256',
      compare: 'amount',
      atMost: 150,
    },
  ],
  measure({ sliceMs }) {
    const access = new AccessTokens(randomBytes(32));
    const issued = Array.from({ length: TOKENS }, (_, index) =>
      access.issue({ playerId: `player ${index}`, family: `sign-in ${index}` }),
    );
    verifyFor(access, issued, sliceMs);
    return Promise.resolve({ HS256: { verifyUs: verifyFor(access, issued, sliceMs) } });
  },
};

/** CPU time of one check, in microseconds. */
function verifyFor(access: AccessTokens, issued: readonly string[], durationMs: number): number {
  const endMs = performance.now() + durationMs;
  const before = process.cpuUsage();
  let checked = 0;
  while (performance.now() < endMs) {
    for (const token of issued) if (access.verify(token) === undefined) throw new Error('A good token was refused.');
    checked += issued.length;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / checked;
}
