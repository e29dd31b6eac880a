/** The bundled features by name, and the class of each one's module. */
export const FEATURES: Readonly<Record<string, string>> = {
  admin: 'AdminModule',
  auth: 'AuthModule',
  chat: 'ChatModule',
  leaderboards: 'LeaderboardsModule',
  lobby: 'LobbyModule',
  matchmaking: 'MatchmakingModule',
  parties: 'PartiesModule',
  'player-storage': 'PlayerStorageModule',
  presence: 'PresenceModule',
  relay: 'RelayModule',
};

/** Always included: without it no client can find a room. */
const ALWAYS = ['lobby'];

/**
 * The text of a new project's app.module.ts.
 * @param room the name of its first room's module
 * @throws Error with a sentence when there is no such feature
 */
export function appModule(room: string, wanted: readonly string[]): string {
  const unknown = wanted.find((name) => !Object.hasOwn(FEATURES, name));
  if (unknown !== undefined) {
    throw new Error(`There is no feature "${unknown}"; there are ${Object.keys(FEATURES).join(', ')}.`);
  }
  const names = Object.keys(FEATURES).filter((name) => ALWAYS.includes(name) || wanted.includes(name));
  const roomModule = `${room.charAt(0).toUpperCase()}${room.slice(1)}Module`;
  const list = [...names.map((name) => FEATURES[name] ?? ''), roomModule];
  return [
    "import { Module } from '@nestjs/common';",
    "import { GodwitModule } from 'godwit';",
    ...names.map((name) => `import { ${FEATURES[name] ?? ''} } from 'godwit/${name}';`),
    "import { generated } from './generated/contract.js';",
    `import { ${roomModule} } from './modules/${room}/${room}.module.js';`,
    '',
    '/** Features: one line each. */',
    `const FEATURES = [${list.join(', ')}];`,
    '',
    '/** The whole server. */',
    '@Module({ imports: [GodwitModule.forRoot({ features: FEATURES, ...generated })] })',
    'export class AppModule {}',
    '',
  ].join('\n');
}
