/// <reference types="jest" />
import { EventBus } from '../../../src/core/events/event-bus.js';
import { PlayerRecords } from '../../../src/core/events/player-records.js';
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

type Work = (player: string) => Promise<unknown>;

const WARM_UP = 50;
const NAIVE_ROUNDS = 20;
const BOARD = 'bench';
const TIMEOUT_MS = 120_000;

const NAIVE_RANK = `
  SELECT 1 + count(*) FROM leaderboards_scores s, leaderboards_scores m
  WHERE m.player_id = $1 AND s.season_id = m.season_id AND (s.sort_key, s.place) < (m.sort_key, m.place)`;

/** How large the board is, and how often each call is timed. */
export interface LeaderboardLoad {
  readonly scores: number;
  readonly rounds: number;
}

/** Medians in milliseconds, by what was measured. */
export type LeaderboardTimes = Record<'rank' | 'around' | 'submit' | 'top', number>;

/** The module's calls, the same statements without it, and the rank by counting all that are better. */
export interface LeaderboardFigures {
  readonly ours: LeaderboardTimes;
  readonly raw: LeaderboardTimes;
  readonly naiveRank: number;
}

/**
 * What a large leaderboard costs on a real PostgreSQL: each call of the module, then the statements that it sent, sent
 * again by pg alone on the same connection. Undefined where PostgreSQL is not installed.
 */
export async function measureLeaderboards(load: LeaderboardLoad): Promise<LeaderboardFigures | undefined> {
  const postgres = await Postgres.start();
  if (!postgres) return undefined;
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1, Client: RecordingClient });
  try {
    return await measure(pool, load);
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function measure(connections: pg.Pool, load: LeaderboardLoad): Promise<LeaderboardFigures> {
  const boards = await loadedBoard(connections, load.scores);
  const player = (): string => `player ${1 + Math.floor(Math.random() * load.scores)}`;
  const timed = (work: Work): Promise<[number, number]> => compare(work, player, connections, load.rounds);
  const rank = await timed((id) => boards.players(BOARD, [id]));
  const around = await timed((id) => boards.around(BOARD, id, { limit: 5 }));
  const submit = await timed((id) => boards.submit(BOARD, id, randomScore()));
  const top = await timed(() => boards.top(BOARD, { limit: 20 }));
  const naive = await times(async () => connections.query(NAIVE_RANK, [player()]), NAIVE_ROUNDS);
  return {
    ours: { rank: rank[0], around: around[0], submit: submit[0], top: top[0] },
    raw: { rank: rank[1], around: around[1], submit: submit[1], top: top[1] },
    naiveRank: median(naive),
  };
}

async function loadedBoard(connections: pg.Pool, scores: number): Promise<Leaderboards> {
  const folder = pathToFileURL(resolve('src/modules/leaderboards/migrations/'));
  await migrateFeature(connections, { name: 'leaderboards', folder });
  const database = new PooledDatabase(connections, TIMEOUT_MS);
  const registry = new BoardRegistry();
  registry.declare({ id: BOARD, order: 'descending', policy: 'last' });
  const [seasons, repository] = [new SeasonRepository(database), new ScoreRepository(database)];
  const boards = new Leaderboards(
    registry,
    seasons,
    repository,
    new RankingRepository(database),
    new PlayerRecords(new EventBus()),
  );
  await boards.submit(BOARD, 'first', 1);
  await connections.query(loadOf(scores));
  await connections.query('VACUUM ANALYZE leaderboards_scores');
  await boards.recount(BOARD);
  await connections.query('VACUUM ANALYZE leaderboards_chunks');
  return boards;
}

/** The medians of the module's call and of its statements alone. */
async function compare(
  work: Work,
  player: () => string,
  connections: pg.Pool,
  rounds: number,
): Promise<[ours: number, raw: number]> {
  for (let i = 0; i < WARM_UP; i++) await work(player());
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const id = player();
    // The first call brings the pages into memory, and shows what to send. A second submission moves the score on, so that
    // the first one's statements have to move it back, which is as much work.
    RecordingClient.statements = [];
    await work(id);
    const sent = [...RecordingClient.statements];
    ours.push(await time(() => work(id)));
    raw.push(await timeReplay(connections, sent));
  }
  return [median(ours), median(raw)];
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

function loadOf(scores: number): string {
  return `
    INSERT INTO leaderboards_scores (player_id, season_id, sort_key, place, metadata)
    SELECT 'player ' || i, s.id, -floor(random() * 1000000), nextval('leaderboards_places'), ''
    FROM leaderboards_seasons s, generate_series(1, ${scores}) i`;
}

function randomScore(): number {
  return Math.floor(Math.random() * 1_000_000);
}
