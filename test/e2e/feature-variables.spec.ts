import { Module } from '@nestjs/common';
import { IsString, MinLength } from 'class-validator';
import { checkFeatureConfigs, configClassesOf, ConfigModule } from '../../src/core/config/config.module.js';
import { ConfigError, loadConfig, parseConfig } from '../../src/core/config/load-config.js';
import { WholeNumber } from '../../src/core/config/variables.js';
import { TestApp } from '../../src/testing/test-app.js';

class DiceConfig {
  /** The most sides of a die. */
  @WholeNumber(2, 100)
  readonly DICE_SIDES: number = 6;

  /** What dice are called. */
  @IsString()
  @MinLength(3)
  readonly DICE_SECRET: string = 'dice';
}

@Module({ imports: [ConfigModule.forFeature(DiceConfig)] })
class DiceModule {}

@Module({ imports: [DiceModule] })
class TableModule {}

describe("a feature's own variables", () => {
  const root = { module: TableModule, imports: [] };

  it('are found below the module that imports it', () => {
    expect(configClassesOf(root)).toEqual([DiceConfig]);
  });

  it('are read from what the core was read from', async () => {
    const server = await TestApp.start({ imports: [ConfigModule.forFeature(DiceConfig)], env: { DICE_SIDES: ' 20 ' } });

    expect(server.app.get(DiceConfig, { strict: false })).toEqual({ DICE_SIDES: 20, DICE_SECRET: 'dice' });
    await server.stop();
  });

  it('stop the boot with the sentence of the core, before and while the container is built', async () => {
    const env = { DICE_SIDES: '1' };
    const sentence = 'DICE_SIDES must not be less than 2, but is "1"; leave it unset for the default (6).';

    expect(() => checkFeatureConfigs(root, parseConfig(env))).toThrow(new ConfigError(sentence));
    await expect(TestApp.start({ imports: [TableModule], env })).rejects.toThrow(sentence);
  });

  it('are never repeated where they may be secret', () => {
    expect(() => parseConfig({ DICE_SECRET: 'xy' }, DiceConfig)).toThrow(/^DICE_SECRET must .* but is something else;/);
  });

  it('are asked of nobody who has left the feature out', async () => {
    const server = await TestApp.start({ env: { DICE_SIDES: '1', CHAT_FILTER: 'wrong' } });

    await server.stop();
  });

  it('are taken as settings of a program, which may not misspell them', () => {
    expect(() => loadConfig({ DICE_SIDES: 20 })).not.toThrow();
    expect(() => loadConfig({ DICE_SIDE: 20 })).toThrow(
      new ConfigError('DICE_SIDE is no setting of Godwit; .env.example lists them all.'),
    );
  });
});
