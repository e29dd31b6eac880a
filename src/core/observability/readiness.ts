import { Injectable } from '@nestjs/common';

/** One reason at a time why this node should get no new players; parts set it and take it back. */
@Injectable()
export class Readiness {
  private readonly reasons = new Set<string>(['starting']);

  /** True when nothing stands against new players. */
  get isReady(): boolean {
    return this.reasons.size === 0;
  }

  /** Why not, for the operator. */
  get obstacles(): readonly string[] {
    return [...this.reasons];
  }

  /** Something stands against new players. */
  block(reason: string): void {
    this.reasons.add(reason);
  }

  /** It does not any more. */
  unblock(reason: string): void {
    this.reasons.delete(reason);
  }
}
