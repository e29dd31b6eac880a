/// <reference types="jest" />
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { migrateFeature } from '../../../src/core/storage/migrations.js';
import { PooledDatabase } from '../../../src/core/storage/pooled-database.js';
import { BoardRegistry } from '../../../src/modules/leaderboards/board-registry.js';
import { Leaderboards } from '../../../src/modules/leaderboards/leaderboards.js';
import { RankingRepository } from '../../../src/modules/leaderboards/ranking.repository.js';
import { ScoreRepository } from '../../../src/modules/leaderboards/score.repository.js';
import { SeasonRepository } from '../../../src/modules/leaderboards/season.repository.js';
import { Postgres } from '../../support/postgres.js';
import { median } from '../median.js';
import { RecordingClient, type SentStatement } from './recording-client.js';

/**
 * What a leaderboard of a million scores costs on a real PostgreSQL: each call of the module, then the statements that it
 * sent, sent again by pg alone on the same connection, and for the rank also the count of all better scores.
 */
const ROWS = Number(process.env.LEADERBOARD_ROWS ?? 1_000_000);
const ROUNDS = Number(process.env.LEADERBOARD_ROUNDS ?? 400);
const WARM_UP = 50;
const BOARD = 'bench';
const TIMEOUT_MS = 120_000;

const LOAD = `
  INSERT INTO leaderboards_scores (player_id, season_id, sort_key, place, metadata)
  SELECT 'player ' || i, s.id, -floor(random() * 1000000), nextval('leaderboards_places'), ''
  FROM leaderboards_seasons s, generate_series(1, ${ROWS}) i`;
const NAIVE_RANK = `
  SELECT 1 + count(*) FROM leaderboards_scores s, leaderboards_scores m
  WHERE m.player_id = $1 AND s.season_id = m.season_id AND (s.sort_key, s.place) < (m.sort_key, m.place)`;

type Work = (player: string) => Promise<unknown>;

const postgres = await Postgres.start();
if (!postgres) process.exit(1);
const pool = new pg.Pool({ connectionString: postgres.url, max: 1, Client: RecordingClient });
try {
  await run(pool);
} finally {
  await pool.end();
  await postgres.stop();
}

async function run(connections: pg.Pool): Promise<void> {
  const boards = await loadedBoard(connections);
  const works: Record<string, Work> = {
    rank: (player) => boards.players(BOARD, [player]),
    'around me': (player) => boards.around(BOARD, player, { limit: 5 }),
    submit: (player) => boards.submit(BOARD, player, randomScore()),
    top: () => boards.top(BOARD, { limit: 20 }),
  };
  console.log(`${ROWS} scores, ${ROUNDS} rounds, medians in milliseconds (fsync off)`);
  for (const [name, work] of Object.entries(works)) await report(name, work, connections);
  const naive = await times(async () => connections.query(NAIVE_RANK, [randomPlayer()]), 30);
  console.log(`${'count of all better'.padEnd(20)} ${median(naive).toFixed(2)}`);
}

async function loadedBoard(connections: pg.Pool): Promise<Leaderboards> {
  const folder = pathToFileURL(resolve('src/modules/leaderboards/migrations/'));
  await migrateFeature(connections, { name: 'leaderboards', folder });
  const database = new PooledDatabase(connections, TIMEOUT_MS);
  const registry = new BoardRegistry();
  registry.declare({ id: BOARD, order: 'descending', policy: 'last' });
  const [seasons, scores] = [new SeasonRepository(database), new ScoreRepository(database)];
  const boards = new Leaderboards(registry, seasons, scores, new RankingRepository(database));
  await boards.submit(BOARD, 'first', 1);
  await connections.query(LOAD);
  await connections.query('VACUUM ANALYZE leaderboards_scores');
  const started = performance.now();
  await boards.recount(BOARD);
  console.log(`count anew: ${Math.round(performance.now() - started)} ms`);
  await connections.query('VACUUM ANALYZE leaderboards_chunks');
  return boards;
}

async function report(name: string, work: Work, connections: pg.Pool): Promise<void> {
  for (let i = 0; i < WARM_UP; i++) await work(randomPlayer());
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const player = randomPlayer();
    // The first call brings the pages into memory, and shows what to send. A second submission moves the score on, so that
    // the first one's statements have to move it back, which is as much work.
    RecordingClient.statements = [];
    await work(player);
    const sent = [...RecordingClient.statements];
    ours.push(await time(() => work(player)));
    raw.push(await timeReplay(connections, sent));
  }
  const [mine, theirs] = [median(ours), median(raw)];
  const [shown, shownRaw] = [mine.toFixed(2), theirs.toFixed(2)];
  console.log(`${name.padEnd(20)} ${shown}  raw SQL ${shownRaw}  ${(mine / theirs).toFixed(2)} x`);
}

async function timeReplay(connections: pg.Pool, sent: readonly SentStatement[]): Promise<number> {
  const client = await connections.connect();
  const elapsed = await time(async () => {
    for (const { text, values } of sent) await client.query(text, values);
  });
  client.release();
  return elapsed;
}

async function times(work: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) all.push(await time(work));
  return all;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function randomPlayer(): string {
  return `player ${1 + Math.floor(Math.random() * ROWS)}`;
}

function randomScore(): number {
  return Math.floor(Math.random() * 1_000_000);
}
