import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppModule } from '../app.module.js';
import { GameConfig } from '../core/config/game-config.js';
import { readDocComments } from './doc-comments.js';
import { envExample } from './env-example.js';

const sourceFolder = resolve(import.meta.dirname, '..');
writeFileSync('.env.example', envExample(AppModule.of(new GameConfig()), readDocComments(sourceFolder)));
