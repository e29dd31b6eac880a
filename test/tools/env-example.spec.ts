import { readFileSync } from 'node:fs';
import { IsInt } from 'class-validator';
import { AppModule } from '../../src/app.module.js';
import { ConfigModule } from '../../src/core/config/config.module.js';
import { GameConfig } from '../../src/core/config/game-config.js';
import { readDocComments } from '../../src/tools/doc-comments.js';
import { envExample, knownEntries } from '../../src/tools/env-example.js';
import { LobbyModule } from '../../src/modules/lobby/lobby.module.js';

/** The variables of a game. */
class DiceConfig {
  @IsInt()
  readonly DICE_MAX_SIDES: number = 100;
}

describe(envExample.name, () => {
  it('is what .env.example says; godwit env writes it', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(
      envExample(AppModule.of(new GameConfig()), readDocComments('src')),
    );
  });

  it('has in a project, without the source of bundled features, what the package says of theirs', () => {
    const root = { module: class GameModule {}, imports: [LobbyModule, ConfigModule.forFeature(DiceConfig)] };
    const docs = { DiceConfig: { doc: 'The variables of dice.', fields: { DICE_MAX_SIDES: 'The most sides.' } } };
    const bundled = readFileSync('.env.example', 'utf8');
    const text = envExample(root, docs, knownEntries(bundled));

    const own = '# --- dice ---\n\n# The most sides.\nDICE_MAX_SIDES=100\n';
    expect(text.endsWith(own)).toBe(true);
    expect(text).toContain('\n\n# --- the lobby ---\n\n# How often ');
    expect(text).not.toContain('CHAT_FILTER');
    expect(bundled.startsWith(text.slice(0, text.indexOf('# --- the lobby')))).toBe(true);
  });
});
