/** This node has not reached Redis for too long: it may not act until NodeThawed. */
export class NodeFrozen {}

/** This node may act again, and its records are its own. */
export class NodeThawed {}

/** This node was declared dead: what it had is others'. It saves nothing and ends. */
export class NodeBuried {}

/** Other nodes have joined the cluster, or are gone for good: they left, or were declared dead. */
export class NodesChanged {
  constructor(
    readonly joined: readonly string[],
    readonly gone: readonly string[],
  ) {}
}
