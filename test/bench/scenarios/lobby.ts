import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import type { Figures, Measurement, Scenario } from '../scenario.js';
import type { Trial } from '../trial.js';

const FOLLOWERS = 1_000;
const TYPES = [LobbyType.Subscribed, LobbyType.MoreRooms, LobbyType.Changed];
const MEASURED_MS = 4_000;
const LOOK_MS = 500;
const MAX_LOOKS = 80;
/** With four changes a second, and some that are late: all have the whole list. */
const QUIET_PER_SECOND = 5 * FOLLOWERS;

/** The server's CPU time while a thousand follow five thousand rooms, of which a hundred change each second. */
class FollowingMeasurement implements Measurement {
  private measured: Figures = {};

  constructor(private readonly trial: Trial) {}

  async slice(): Promise<void> {
    const before = await this.trial.sample();
    const { received, elapsedMs } = await this.trial.load('follow', { types: TYPES, durationMs: MEASURED_MS });
    const after = await this.trial.sample();
    if (received < FOLLOWERS) throw new Error('the followers were told nothing');
    const seconds = elapsedMs / 1000;
    this.measured = {
      corePercent: (after.cpuUs - before.cpuUs) / 10_000 / seconds,
      changesPerSecond: (after.handled - before.handled) / seconds,
      messagesPerSecond: received / seconds / FOLLOWERS,
    };
  }

  figures(): Figures {
    return this.measured;
  }

  /** Lets all follow, and waits until each has got the whole list. */
  async follow(): Promise<this> {
    let request: number | undefined = LobbyType.Subscribe;
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      const { received, elapsedMs } = await this.trial.load('follow', { request, types: TYPES, durationMs: LOOK_MS });
      if (request === undefined && (received / elapsedMs) * 1000 < QUIET_PER_SECOND) return this;
      request = undefined;
    }
    throw new Error('the followers have not got the whole list in time');
  }
}

/** Many who follow many rooms. */
export const lobby: Scenario = {
  name: 'lobby',
  isOneSlice: true,
  subjects: [
    {
      name: 'Godwit',
      server: 'godwit-lobby',
      messages: { types: [], wantsAnswer: false, isValid: true, answerTypes: [] },
    },
  ],
  rows: [
    {
      work: 'lobby of 5,000 rooms and 1,000 followers, 100 changes a second: part of a core',
      figure: 'corePercent',
      unit: '%',
      subject: 'Godwit',
      against: 'Godwit',
      compare: 'amount',
      atMost: 15,
    },
  ],
  prepare: async (trial) => {
    await trial.open(FOLLOWERS);
    return new FollowingMeasurement(trial).follow();
  },
};
