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

  /** Another node, if this one is busy or about to stop and another takes rooms; undefined: this one. */
  elsewhere(): string | undefined {
    const { cluster } = this;
    if (cluster === undefined || (this.load.current < BUSY && !cluster.isLeaving)) return undefined;
    return cluster.pickNode();
  }
}
