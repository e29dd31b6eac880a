import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { SeededRandom } from '../../conformance/cluster-simulation/virtual-time.js';
import { hasHaproxy } from '../../support/haproxy.js';
import { Postgres } from '../../support/postgres.js';
import { RedisPair } from '../../support/redis-pair.js';
import { CheckedBot, type Meeting } from './checker/checked-bot.js';
import { CheckedCluster } from './checker/checked-cluster.js';
import { faultsIn, strayRecords } from './checker/checks.js';
import { machineMs } from './checker/journal.js';
import { ORDERLY, REAL_FAULTS } from './checker/real-faults.js';

/** By hand: GODWIT_REAL_FAULTS=<seconds>,<seed>,<a part of the faults' names>; without seconds each happens once. */
const BY_HAND = process.env.GODWIT_REAL_FAULTS;
/** The one by default begins with the six that differ most. */
const [FOR_SECONDS = '', SEED = '58624', ONLY = ''] = (BY_HAND ?? '').split(',');
const SECONDS = Number(FOR_SECONDS);
const USUAL_FAULTS = 6;
const NAMES = Object.keys(REAL_FAULTS).filter((name) => name.includes(ONLY));
const NODES = 3;
const BOTS = 12;
const LEASE_MS = 1_500;
const BETWEEN_MS = 1_000;
/** What is wrong longer than this after the last fault stays wrong. */
const REPAIRED_WITHIN_MS = 70_000;
/** How long nodes take to be ready again, and to answer, says nothing, however busy the machine is. */
const READY_WITHIN_MS = 300_000;
/** What bots must have done. */
const CHECKED = ['documents', 'scores', 'lines', 'joins', 'matches', 'tickets', 'parties'] as const;

jest.setTimeout(1_200_000 + SECONDS * 1_000);

const redis = await RedisPair.start();
const postgres = await Postgres.start();
const describeAll = redis && postgres && hasHaproxy() ? describe : describe.skip;

describeAll('three nodes, through real faults', () => {
  let cluster: CheckedCluster;
  const bots: CheckedBot[] = [];

  beforeAll(async () => {
    cluster = await CheckedCluster.start(redis!, postgres!, NODES, LEASE_MS);
    const meeting: Meeting = { rooms: [], party: undefined };
    for (let index = 0; index < BOTS; index++)
      bots.push(await CheckedBot.start(`bot${index}`, () => cluster.balancer.url, meeting, cluster.entries));
  });

  afterAll(async () => {
    for (const bot of bots) bot.stop();
    await cluster.stop();
  });

  it('never have anything twice, lose nothing that was acknowledged, and leave nothing behind', async () => {
    const random = new SeededRandom(Number(SEED));
    await delay(2_000);
    const untilMs = machineMs() + SECONDS * 1_000;
    const names = random.shuffled(NAMES).slice(BY_HAND === undefined ? -USUAL_FAULTS : 0);
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      cluster.note(name === ORDERLY ? 'note' : 'fault', name);
      await REAL_FAULTS[name]?.(cluster, random, LEASE_MS);
      // Another fault may come before everybody has recovered.
      if (random.chance(0.7)) await cluster.recovered(READY_WITHIN_MS);
      await delay(BETWEEN_MS);
      if (SECONDS > 0 && machineMs() > untilMs) break;
      if (names.length === 0 && SECONDS > 0) names.push(...random.shuffled(NAMES));
    }
    await cluster.recovered(READY_WITHIN_MS);
    const lastMs = machineMs();
    await delay(BETWEEN_MS);
    const sum = (what: keyof CheckedBot['done']): number => bots.reduce((all, { done }) => all + done[what], 0);
    const isUndone = (): boolean => CHECKED.some((what) => sum(what) === 0);
    while (isUndone() && machineMs() < lastMs + READY_WITHIN_MS) await delay(200);
    await Promise.all(bots.map((bot) => bot.rest()));
    for (const bot of bots) await bot.read(machineMs() + READY_WITHIN_MS);
    const untilRepairedMs = machineMs() + REPAIRED_WITHIN_MS;
    while (strayRecords(cluster.standing()).length > 0 && machineMs() < untilRepairedMs) await delay(500);

    const journals = [...cluster.journals().filter(({ type }) => type !== 'holding'), ...cluster.standing()];
    const faults = faultsIn(journals);
    if (faults.length > 0 || BY_HAND !== undefined) process.stdout.write(cluster.keepJournals());
    expect(faults).toEqual([]);
    // What nobody has done proves nothing.
    expect(CHECKED.filter((what) => sum(what) === 0)).toEqual([]);
    process.stdout.write(
      `seed ${SEED}: ${journals.length} entries; ${JSON.stringify(bots.map(({ done }) => done)[0])}\n`,
    );
  });
});
