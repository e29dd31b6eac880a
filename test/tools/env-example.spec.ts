import { readFileSync } from 'node:fs';
import { AppModule } from '../../src/app.module.js';
import { GameConfig } from '../../src/core/config/game-config.js';
import { readDocComments } from '../../src/tools/doc-comments.js';
import { envExample } from '../../src/tools/env-example.js';

describe(envExample.name, () => {
  it('is what .env.example says; npm run env:example writes it', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(
      envExample(AppModule.of(new GameConfig()), readDocComments('src')),
    );
  });
});
