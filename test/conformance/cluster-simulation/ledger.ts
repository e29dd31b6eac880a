import type { Session } from '../../../src/core/sessions/session.js';
import type { Journal } from './journal.js';
import type { SimulatedServer } from './simulated-server.js';
import type { Simulation } from './simulation.js';

/** What has become of each session. */
interface Entry {
  /** How far its client has counted. */
  said: number;
  /** Where it was last, and where it may have gone from there. */
  readonly nodes: Set<string>;
}

/** Knows of all sessions of all nodes, and what must not become of them. */
export class Ledger {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly simulation: Simulation,
    private readonly journal: Journal,
  ) {}

  /** A session has a copy at this node. */
  isAt(sessionId: string, nodeId: string): void {
    this.entryOf(sessionId).nodes.add(nodeId);
    this.journal.note(`${sessionId} is at ${nodeId}`);
  }

  ended(session: Session, nodeId: string): void {
    this.journal.note(`${session.id} ${session.hasMoved ? 'leaves' : 'ends at'} ${nodeId}`);
  }

  /** A session's client has said something. @param before what it had said last, as the session knows */
  handled(server: SimulatedServer, session: Session, n: number, before: number): void {
    const { id } = session;
    const entry = this.entryOf(id);
    this.journal.note(`${id} says ${n} at ${server.node.id}`);
    if (n !== before + 1) this.journal.fault(`${id} says ${n} after ${before} at ${server.node.id}`);
    if (n !== entry.said + 1) this.journal.fault(`${id} says ${n}, but somewhere it has said ${entry.said}`);
    entry.said = n;
    entry.nodes.clear();
    entry.nodes.add(server.node.id);
    for (const other of this.simulation.nodes.values()) {
      const copy = other.server?.registry.find(id);
      if (copy === undefined || copy === session || !other.isUp) continue;
      if (copy.isOpen && !copy.isMoving) this.journal.fault(`${id} is at ${server.node.id} and at ${other.id}`);
    }
  }

  /** A session is not there any more for its client: only if a node that had it is dead, or the store has forgotten something. */
  isLost(sessionId: string, client: string): void {
    const record = this.simulation.store.current.records.find({ kind: 'session', id: sessionId });
    // Who has taken it may have died before it said so.
    const nodes = [...this.entryOf(sessionId).nodes, record?.owner ?? 'nobody'];
    this.journal.note(`${client} begins anew after ${sessionId}`);
    if (this.simulation.store.changes > 0) return;
    if (!nodes.some((id) => this.simulation.dead.has(id)))
      this.journal.fault(`${client} has lost ${sessionId}, which was at ${nodes.join(', ')}`);
  }

  private entryOf(id: string): Entry {
    let entry = this.entries.get(id);
    if (entry === undefined) this.entries.set(id, (entry = { said: 0, nodes: new Set() }));
    return entry;
  }
}
