import { GameConfig } from './game-config.js';
import { ConfigError, loadConfig, parseConfig, sourceOf } from './load-config.js';

describe(parseConfig.name, () => {
  it('gives the defaults where nothing is set, or set to nothing', () => {
    expect(parseConfig({})).toEqual(new GameConfig());
    expect(parseConfig({ PORT: '', LOG_LEVEL: ' ' })).toEqual(new GameConfig());
  });

  it('reads numbers, flags and lists', () => {
    const config = parseConfig({
      PORT: '4000',
      AUTH_REQUIRED: 'true',
      ALLOWED_ORIGINS: 'https://a.example, https://b.example',
    });
    expect(config).toMatchObject({
      PORT: 4000,
      AUTH_REQUIRED: true,
      ALLOWED_ORIGINS: ['https://a.example', 'https://b.example'],
    });
  });

  it('requires sign-in in production, unless told otherwise', () => {
    expect(parseConfig({ NODE_ENV: 'production' }).AUTH_REQUIRED).toBe(true);
    expect(parseConfig({ NODE_ENV: 'production', AUTH_REQUIRED: 'false' }).AUTH_REQUIRED).toBe(false);
  });

  it('names the variable, its rule, the value and the default', () => {
    expect(() => parseConfig({ PORT: '99999' })).toThrow(
      new ConfigError('PORT must not be greater than 65535, but is "99999"; leave it unset for the default (1234).'),
    );
  });

  it('knows where a value comes from', () => {
    const config = loadConfig({ PORT: 4000 });
    expect(sourceOf(config, 'PORT')).toBe('code');
    expect(sourceOf(config, 'WS_PATH')).toBe('default');
    expect(sourceOf(parseConfig({ PORT: '1', HOST: ' ' }), 'PORT')).toBe('environment');
    expect(sourceOf(parseConfig({ PORT: '1', HOST: ' ' }), 'HOST')).toBe('default');
  });

  it('never repeats what may hold a password', () => {
    expect(() => parseConfig({ DATABASE_URL: 'mysql://root:hunter2@db' })).toThrow(
      /^DATABASE_URL must be a postgres:\/\/ URL/,
    );
    expect(() => parseConfig({ DATABASE_URL: 'mysql://root:hunter2@db' })).not.toThrow(/hunter2/);
  });
});
