import { Optional, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { maskedName, type Administrator } from '../../core/console/administrator.js';
import { AdminDetails, AdminSection } from '../../core/console/console.decorators.js';
import { PlayerIdDto } from '../../core/console/player-id.dto.js';
import { PlayerSessions } from '../../core/sessions/player-sessions.js';
import { PartyDirectory } from './party-directory.js';

const CALL = 'parties.panel';
const ANSWER_MS = 1_000;

/** A party as its panel shows it. Its code is left out: it lets in whoever knows it. */
interface PartyPanel {
  readonly isOpen: boolean;
  readonly maxMembers: number;
  readonly members: readonly PanelMember[];
}

interface PanelMember {
  readonly name: string;
  readonly playerId: string | null;
  readonly isLeader: boolean;
  readonly isReady: boolean;
  readonly isAway: boolean;
}

/** The party of a player, on the player's page. */
@AdminSection({ id: 'parties', title: 'Parties', area: 'players', right: 'players.read' })
export class PartiesSection implements OnModuleInit {
  constructor(
    private readonly parties: PartyDirectory,
    private readonly sessions: PlayerSessions,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: answers other nodes, whose consoles ask. */
  onModuleInit(): void {
    this.cluster?.links.answer(CALL, (playerId) => this.here(String(playerId)));
  }

  /** The party that a player is in, at whichever node. */
  @AdminDetails({ title: 'Party', on: 'player' })
  async ofPlayer({ id }: PlayerIdDto, by: Administrator): Promise<object | undefined> {
    const party = this.here(id) ?? (await this.elsewhere(id));
    if (party === null) return undefined;
    const { members, ...rest } = party;
    return {
      ...rest,
      members: members.map(({ name, ...member }) => ({ name: by.seesNames ? name : maskedName(name), ...member })),
    };
  }

  private here(playerId: string): PartyPanel | null {
    for (const session of this.sessions.of(playerId)) {
      const party = this.parties.of(session);
      if (party === undefined) continue;
      const members = [...party.members.values()].map(
        ({ session: { id, isConnected, playerId: of }, name, isReady }) => ({
          ...{ name, playerId: of ?? null, isLeader: id === party.leader.id, isReady, isAway: !isConnected },
        }),
      );
      return { isOpen: party.isOpen, maxMembers: party.maxMembers, members };
    }
    return null;
  }

  private async elsewhere(playerId: string): Promise<PartyPanel | null> {
    const { cluster } = this;
    if (cluster === undefined) return null;
    const others = cluster.livingNodes().filter((node) => node !== cluster.nodeId);
    const answers = await Promise.allSettled(others.map((node) => cluster.links.call(node, CALL, playerId, ANSWER_MS)));
    // A node that does not answer keeps nobody from seeing what the others say.
    const said = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null) as PartyPanel | null);
    return said.find((party) => party !== null) ?? null;
  }
}
