/** A round trip that is longer than the best by this tells less than the best one did. */
const SLACK_MS = 0.5;

/** What a bot knows of the server's clock, from its pings. */
export class ServerClock {
  private offsetMs: number | undefined;
  private bestMs = Infinity;

  /** Notes a ping: when it was sent and answered by this thread's clock, and the time that the answer told. */
  note(sentMs: number, answeredMs: number, serverTimeMs: number): void {
    const roundTripMs = answeredMs - sentMs;
    if (roundTripMs > this.bestMs + SLACK_MS) return;
    this.bestMs = Math.min(this.bestMs, roundTripMs);
    this.offsetMs = serverTimeMs - (sentMs + answeredMs) / 2;
  }

  /** How old something is that the server has stamped; undefined before the first ping. */
  ageMs(serverTimeMs: number, nowMs: number): number | undefined {
    return this.offsetMs === undefined ? undefined : Math.max(0, nowMs + this.offsetMs - serverTimeMs);
  }
}
