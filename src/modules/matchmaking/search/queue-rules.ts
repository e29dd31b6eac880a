/** How the difference in skill that a ticket bears grows while it waits. */
export interface SkillOptions {
  /** Name of the number among the properties; a ticket without it is refused. */
  readonly property: string;
  /** Difference at first. */
  readonly initial: number;
  /** Growth per second of waiting. */
  readonly growthPerSecond: number;
  /** Difference at most. */
  readonly maximum: number;
}

/** How the players of a match are split. */
export interface TeamOptions {
  readonly count: number;
  readonly minSize: number;
  readonly maxSize: number;
}

/** What a game says about one of its queues. */
export interface QueueOptions {
  readonly name: string;
  readonly minPlayers: number;
  readonly maxPlayers: number;
  /** A match has a multiple of so many players; 1 unless set. */
  readonly countMultiple?: number;
  /** One team of everyone unless set. */
  readonly teams?: TeamOptions;
  /** The largest party that may wait; a team unless set. */
  readonly maxPartySize?: number;
  /** Everyone suits everyone unless set. */
  readonly skill?: SkillOptions;
  /** How long a ticket waits for a full match before fewer players will do; 5,000 unless set. */
  readonly preferFullForMs?: number;
  /** After so long, bots take the seats that are still free; never unless set. */
  readonly fillWithBotsAfterMs?: number;
  /** Players and bots of a match that bots fill; `maxPlayers` unless set. */
  readonly fillWithBotsTo?: number;
  /** How long the players have to accept a match; it starts at once unless set. */
  readonly acceptWithinMs?: number;
  /** Tickets that may wait; 100,000 unless set. */
  readonly maxTickets?: number;
  /** Rooms that may offer seats; 10,000 unless set. */
  readonly maxOffers?: number;
}

/** The rules of one queue, checked, with every default filled in. */
export class QueueRules {
  readonly name: string;
  readonly minPlayers: number;
  readonly maxPlayers: number;
  readonly countMultiple: number;
  readonly teams: TeamOptions;
  readonly maxPartySize: number;
  readonly skill: SkillOptions | undefined;
  readonly preferFullForMs: number;
  /** Infinity where bots never fill. */
  readonly fillWithBotsAfterMs: number;
  readonly fillWithBotsTo: number;
  readonly acceptWithinMs: number | undefined;
  readonly maxTickets: number;
  readonly maxOffers: number;

  /** @throws Error with one sentence when no match could follow these rules */
  constructor(options: QueueOptions) {
    this.name = options.name;
    this.minPlayers = options.minPlayers;
    this.maxPlayers = options.maxPlayers;
    this.countMultiple = options.countMultiple ?? 1;
    this.teams = options.teams ?? { count: 1, minSize: this.minPlayers, maxSize: this.maxPlayers };
    this.maxPartySize = options.maxPartySize ?? this.teams.maxSize;
    this.skill = options.skill;
    this.preferFullForMs = options.preferFullForMs ?? 5_000;
    this.fillWithBotsAfterMs = options.fillWithBotsAfterMs ?? Infinity;
    this.fillWithBotsTo = options.fillWithBotsTo ?? this.maxPlayers;
    this.acceptWithinMs = options.acceptWithinMs;
    this.maxTickets = options.maxTickets ?? 100_000;
    this.maxOffers = options.maxOffers ?? 10_000;
    this.check();
  }

  /** The difference in skill that is borne after so long a wait; Infinity in a queue without skill. */
  windowAfter(waitedMs: number): number {
    if (!this.skill) return Infinity;
    const { initial, growthPerSecond, maximum } = this.skill;
    return Math.min(maximum, initial + (growthPerSecond * waitedMs) / 1000);
  }

  /** True for a number of players that a match may have. */
  isMatchSize(players: number): boolean {
    return players >= this.minPlayers && players <= this.maxPlayers && players % this.countMultiple === 0;
  }

  private check(): void {
    const { count, minSize, maxSize } = this.teams;
    for (const value of [this.minPlayers, this.maxPlayers, this.countMultiple, count, maxSize, this.maxPartySize]) {
      this.need(Number.isInteger(value) && value >= 1, 'counts players and teams in whole numbers of 1 or more');
    }
    this.need(Number.isInteger(minSize) && minSize >= 0 && minSize <= maxSize, 'has a team size that cannot be');
    this.need(this.minPlayers <= this.maxPlayers, 'has a minPlayers above its maxPlayers');
    this.need(this.isMatchSize(this.maxPlayers), 'has a maxPlayers that is no multiple of its countMultiple');
    this.need(this.isMatchSize(this.fillWithBotsTo), 'has a fillWithBotsTo that no match may have');
    this.need(count * minSize <= this.minPlayers, 'has teams that minPlayers cannot fill');
    this.need(count * maxSize >= this.maxPlayers, 'has teams that cannot hold maxPlayers');
    this.need(this.maxPartySize <= maxSize, 'takes parties that are larger than a team');
    const times = [this.preferFullForMs, this.fillWithBotsAfterMs, this.acceptWithinMs ?? 0];
    this.need(!times.some((time) => !(time >= 0)), 'has a time below 0');
    if (this.skill) this.checkSkill(this.skill);
  }

  private checkSkill({ initial, growthPerSecond, maximum }: SkillOptions): void {
    const isSound = initial >= 0 && growthPerSecond >= 0 && maximum >= initial && maximum < Infinity;
    this.need(isSound, 'has a skill window that does not grow from 0 or more to a finite maximum');
  }

  private need(holds: boolean, otherwise: string): void {
    if (!holds) throw new Error(`The matchmaking queue "${this.name}" ${otherwise}.`);
  }
}
