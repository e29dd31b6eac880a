/** How the skill difference that a ticket accepts grows while it waits. */
export interface SkillOptions {
  /** Name of the number property; a ticket without it is refused. */
  readonly property: string;
  /** Initial difference. */
  readonly initial: number;
  /** Growth per second of waiting. */
  readonly growthPerSecond: number;
  /** Maximum difference. */
  readonly maximum: number;
}

/** How the players of a match are split into teams. */
export interface TeamOptions {
  readonly count: number;
  readonly minSize: number;
  readonly maxSize: number;
}

/** A game's declaration of one queue. */
export interface QueueOptions {
  readonly name: string;
  readonly minPlayers: number;
  readonly maxPlayers: number;
  /** The number of players must be a multiple of this; 1 by default. */
  readonly countMultiple?: number;
  /** By default one team of everyone. */
  readonly teams?: TeamOptions;
  /** Maximum party size; by default the size of a team. */
  readonly maxPartySize?: number;
  /** By default skill is ignored. */
  readonly skill?: SkillOptions;
  /** How long a ticket waits for a full match before a smaller one will do, in milliseconds; 5,000 by default. */
  readonly preferFullForMs?: number;
  /** Bots fill free seats after this many milliseconds; never by default. */
  readonly fillWithBotsAfterMs?: number;
  /** Total players and bots in a match that bots fill; `maxPlayers` by default. */
  readonly fillWithBotsTo?: number;
  /** How long players have to accept a match, in milliseconds; by default it starts at once. */
  readonly acceptWithinMs?: number;
  /** Maximum number of waiting tickets; 100,000 by default. */
  readonly maxTickets?: number;
  /** Maximum number of rooms that offer seats; 10,000 by default. */
  readonly maxOffers?: number;
}

/** The rules of one queue, validated, with defaults filled in. */
export class QueueRules {
  readonly name: string;
  readonly minPlayers: number;
  readonly maxPlayers: number;
  readonly countMultiple: number;
  readonly teams: TeamOptions;
  readonly maxPartySize: number;
  readonly skill: SkillOptions | undefined;
  readonly preferFullForMs: number;
  /** Infinity if bots never fill seats. */
  readonly fillWithBotsAfterMs: number;
  readonly fillWithBotsTo: number;
  readonly acceptWithinMs: number | undefined;
  readonly maxTickets: number;
  readonly maxOffers: number;

  /** @throws Error with one sentence when no match could satisfy these rules */
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

  /** The skill difference accepted after waiting this long; Infinity in a queue without skill. */
  windowAfter(waitedMs: number): number {
    if (!this.skill) return Infinity;
    const { initial, growthPerSecond, maximum } = this.skill;
    return Math.min(maximum, initial + (growthPerSecond * waitedMs) / 1000);
  }

  /** True for a valid number of players in a match. */
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
