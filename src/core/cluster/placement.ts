import { Injectable, Optional } from '@nestjs/common';
import { Cluster } from './cluster.js';
import { NodeLoad } from './node-load.js';

/** Below this, a room is best where it is asked for: nobody has to move. */
const BUSY = 0.6;

/** Chooses the node for a new room. */
@Injectable()
export class Placement {
  constructor(
    private readonly load: NodeLoad,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Another node, if this one is busy and the other less so, or if this one is about to stop; undefined: this one. */
  elsewhere(): string | undefined {
    const { current } = this.load;
    if (this.cluster?.isLeaving === true) return this.cluster.pickNode();
    return current < BUSY ? undefined : this.cluster?.pickNode(current);
  }
}
