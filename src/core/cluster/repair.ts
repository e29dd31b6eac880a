import { Logger } from '@nestjs/common';
import type { MonotonicClock } from '../time/monotonic-clock.js';
import { StoreUnavailableError } from './membership.js';
import type { OwnedRecords } from './owned-records.js';
import type { RecordKind } from './ownership.js';
import type { Takeover } from './takeover.js';

/** How often records are repaired, and how many at most; every so many times also those that nobody knows of. */
const REPAIR_MS = 1_000;
const REPAIRS_AT_ONCE = 100;
const STRAYS_EVERY = 60;
const MINUTE_MS = 60_000;
/** How often a record is said again that nobody asks for. */
const SAID_EVERY_MS: Readonly<Record<RecordKind, number>> = {
  room: MINUTE_MS,
  code: 120 * MINUTE_MS,
  session: 120 * MINUTE_MS,
  player: 120 * MINUTE_MS,
  queue: MINUTE_MS,
  party: 10 * MINUTE_MS,
  channel: 10 * MINUTE_MS,
};

/** Says records again that were not said for a while, a few at a time, and looks for those that lost answers have left behind. */
export class Repair {
  private readonly logger = new Logger('Cluster');
  private cancel: () => void = () => undefined;
  private rounds = 0;
  private isStopped = false;
  private wasSettled = false;

  constructor(
    private readonly records: Pick<OwnedRecords, 'repair' | 'isSettled'>,
    private readonly takeover: Pick<Takeover, 'takeStrays'>,
    private readonly clock: MonotonicClock,
  ) {}

  /** Repairs once a second until {@link stop}. */
  start(): void {
    this.run()
      .catch((error: unknown) => {
        if (!(error instanceof StoreUnavailableError))
          this.logger.error({ err: error }, 'Records could not be repaired.');
      })
      .finally(() => {
        if (!this.isStopped) this.cancel = this.clock.setTimer(() => this.start(), REPAIR_MS);
      });
  }

  /** Ends it for good. */
  stop(): void {
    this.isStopped = true;
    this.cancel();
  }

  private async run(): Promise<void> {
    const { isSettled } = this.records;
    // A store that has forgotten the last moments says that what has left this node is still here; whoever asks there waits in vain.
    const isOther = isSettled && !this.wasSettled;
    if (this.rounds++ % STRAYS_EVERY === 0 || isOther) await this.takeover.takeStrays();
    this.wasSettled = isSettled;
    await this.records.repair((kind) => SAID_EVERY_MS[kind], REPAIRS_AT_ONCE);
  }
}
