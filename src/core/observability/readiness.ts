import { Injectable } from '@nestjs/common';

/** The reasons why this node should not get new players; any part can add and remove its own. */
@Injectable()
export class Readiness {
  private readonly reasons = new Set<string>(['starting']);

  /** True when there are no obstacles. */
  get isReady(): boolean {
    return this.reasons.size === 0;
  }

  /** The reasons, for the operator. */
  get obstacles(): readonly string[] {
    return [...this.reasons];
  }

  /** Adds a reason. */
  block(reason: string): void {
    this.reasons.add(reason);
  }

  /** Removes a reason. */
  unblock(reason: string): void {
    this.reasons.delete(reason);
  }
}
