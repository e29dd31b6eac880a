import { performance } from 'node:perf_hooks';
import { IsString, Length } from 'class-validator';
import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import { NodeLoad } from '../../../core/cluster/node-load.js';
import type { AdminChange, AdminRows } from '../../../core/console/administrator.js';
import { AdminAct, AdminSection, AdminTable, type OptionalSection } from '../../../core/console/console.decorators.js';
import { ContractHolder } from '../../../core/contract/contract-holder.js';
import { ShutdownService } from '../../../core/gateway/shutdown.service.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import { SessionRegistry } from '../../../core/sessions/session-registry.js';
import { NodeCalls } from '../frame/node-calls.js';
import { Maintenance } from './maintenance.js';
import { OverviewRing } from './overview-ring.js';

const STATE_CALL = 'admin.node';
const DRAIN_CALL = 'admin.drain';
const ANSWER_MS = 2_000;
/** Where there is something to be drained, and somebody to be asked. */
const RUNS = { state: ['ready', 'maintenance'] };

/** A node, by id. */
export class NodeDto {
  /** The node's id. */
  @IsString()
  @Length(1, 200)
  readonly id!: string;
}

/** What a node says of itself. */
interface NodeState {
  readonly state: 'ready' | 'maintenance' | 'draining';
  readonly version: string;
  readonly contract: string;
  readonly rooms: number;
  readonly sessions: number;
  readonly load: string;
  readonly lag: number;
  readonly memory: number;
  readonly startedAt: number;
}

interface NodeRow extends Partial<Omit<NodeState, 'state'>> {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly state: string;
}

/** What of this node its row shows. */
@Injectable()
export class NodeFigures {
  constructor(
    private readonly rooms: RoomRegistry,
    private readonly sessions: SessionRegistry,
    private readonly ring: OverviewRing,
    private readonly maintenance: Maintenance,
  ) {}

  /** How much there is at this moment. */
  get now(): Pick<NodeState, 'rooms' | 'sessions' | 'lag'> {
    return { rooms: this.rooms.size, sessions: this.sessions.size, lag: this.ring.latest?.lag ?? 0 };
  }

  /** Whether nobody new comes in. */
  get isInMaintenance(): boolean {
    return this.maintenance.current !== undefined;
  }
}

/** The nodes of the cluster, and draining one. On one node there is no such page. */
@AdminSection({ id: 'nodes', title: 'Nodes', area: 'server', right: 'server.read' })
export class NodesSection implements OptionalSection, OnModuleInit {
  constructor(
    private readonly nodes: NodeCalls,
    private readonly load: NodeLoad,
    private readonly holder: ContractHolder,
    private readonly here: NodeFigures,
    private readonly shutdown: ShutdownService,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: tells other nodes. */
  onModuleInit(): void {
    this.nodes.answer(STATE_CALL, () => this.state());
    this.nodes.answer(DRAIN_CALL, () => {
      void this.shutdown.drain();
      return true;
    });
  }

  /** Whether there is a cluster. */
  get isOffered(): boolean {
    return this.cluster !== undefined;
  }

  /** All nodes that are not buried; one that does not answer is there without figures. */
  @AdminTable({
    everyMs: 2_000,
    columns: [
      { key: 'id', title: 'Node', leadsTo: 'node' },
      { key: 'state', title: 'State' },
      { key: 'rooms', title: 'Rooms', kind: 'number' },
      { key: 'sessions', title: 'Sessions', kind: 'number' },
      { key: 'load', title: 'Load' },
      { key: 'lag', title: 'Late', kind: 'milliseconds' },
      { key: 'memory', title: 'Memory', kind: 'bytes' },
      { key: 'version', title: 'Node.js' },
      { key: 'contract', title: 'Contract' },
      { key: 'startedAt', title: 'Up', kind: 'age' },
    ],
  })
  async list(): Promise<AdminRows<NodeRow>> {
    const answers = await this.nodes.everywhere<NodeState>(STATE_CALL, {});
    const rows = answers.map(({ node, value }) => ({ id: node, state: 'no answer', ...value }));
    return { rows: rows.sort((one, other) => (one.id < other.id ? -1 : 1)) };
  }

  /** A node gives its rooms and sessions to the others and takes nothing more; then it can be stopped. */
  @AdminAct({ label: 'Drain', on: 'row', right: 'server.operate', needs: 'reason', isFinal: true, when: RUNS })
  async drain({ id }: NodeDto): Promise<AdminChange> {
    await this.nodes.at(id, DRAIN_CALL, {}, ANSWER_MS);
    return {
      before: 'ready',
      after: 'draining',
      result: { says: 'It gives away what it has. Stop it once it has nothing.' },
    };
  }

  private state(): NodeState {
    const { rooms, sessions, lag } = this.here.now;
    const isClosed = this.here.isInMaintenance;
    return {
      state: this.cluster?.isLeaving === true ? 'draining' : isClosed ? 'maintenance' : 'ready',
      ...{ version: process.version, contract: this.holder.contract.hash, rooms, sessions, lag },
      load: `${Math.round(this.load.current * 100)} %`,
      memory: process.memoryUsage.rss(),
      startedAt: Math.round(performance.timeOrigin),
    };
  }
}
