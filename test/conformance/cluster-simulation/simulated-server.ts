import type { IncomingMessage } from 'node:http';
import { Cluster } from '../../../src/core/cluster/cluster.js';
import { NodeBuried, NodeThawed } from '../../../src/core/cluster/cluster.events.js';
import type { MemoryLinks } from '../../../src/core/cluster/memory/memory-network.js';
import type { Takeover } from '../../../src/core/cluster/takeover.js';
import { GameConfig } from '../../../src/core/config/game-config.js';
import { ContractHolder } from '../../../src/core/contract/contract-holder.js';
import { EventBus } from '../../../src/core/events/event-bus.js';
import type { ClientWatch } from '../../../src/core/gateway/client-watch.js';
import type { CodecRegistry } from '../../../src/core/gateway/codec-registry.js';
import type { ConnectionFactory } from '../../../src/core/gateway/connection-factory.js';
import { Connection, type ConnectionHandler } from '../../../src/core/gateway/connection.js';
import { Dispatcher } from '../../../src/core/gateway/dispatcher.js';
import { Entrance } from '../../../src/core/gateway/entrance.js';
import { FencedWork } from '../../../src/core/gateway/fenced-work.js';
import { GameGateway } from '../../../src/core/gateway/game.gateway.js';
import type { GameSocket } from '../../../src/core/gateway/game-socket.js';
import type { GatewayMetrics } from '../../../src/core/gateway/gateway-metrics.js';
import { MessageRouter } from '../../../src/core/gateway/message-router.js';
import { Arrivals } from '../../../src/core/gateway/pipes/arrivals.js';
import { Departures } from '../../../src/core/gateway/pipes/departures.js';
import { Entries } from '../../../src/core/gateway/pipes/entries.js';
import { FrontDoor } from '../../../src/core/gateway/pipes/front-door.js';
import { HomeSearch } from '../../../src/core/gateway/pipes/home-search.js';
import { PipeHomes } from '../../../src/core/gateway/pipes/pipe-homes.js';
import { ProtocolService } from '../../../src/core/gateway/protocol.service.js';
import type { SessionFactory } from '../../../src/core/gateway/session-factory.js';
import type { Authentication } from '../../../src/core/sessions/authentication.js';
import type { PlayerClaims } from '../../../src/core/sessions/player-claims.js';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { Resumption } from '../../../src/core/sessions/resumption.js';
import type { SessionLink } from '../../../src/core/sessions/session-link.js';
import type { SessionMetrics } from '../../../src/core/sessions/session-metrics.js';
import { SessionRecords } from '../../../src/core/sessions/session-records.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { SessionSeats } from '../../../src/core/sessions/session-seats.js';
import { SessionStores } from '../../../src/core/sessions/session-stores.js';
import { SessionClosed, SessionRestored, SessionSeated } from '../../../src/core/sessions/session.events.js';
import { Session } from '../../../src/core/sessions/session.js';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import { JsonCodec } from '../../../src/protocol/json.codec.js';
import { MessageCatalogue } from '../../../src/protocol/message-catalogue.js';
import { declaredMessages } from '../../../src/protocol/message.decorators.js';
import { PongDto, ProtocolType, WelcomeDto } from '../../../src/protocol/protocol.messages.js';
import { SAY, type Say, SimulatedGame } from './simulated-game.js';
import type { SimulatedNode } from './simulated-node.js';
import { SimulatedSocket, type SocketClient } from './simulated-socket.js';
import type { Simulation } from './simulation.js';

const codec = new JsonCodec(8);
const catalogue = new MessageCatalogue(declaredMessages());
const holder = new ContractHolder({ hash: '0'.repeat(16) } as Contract);
const config: GameConfig = Object.assign(new GameConfig(), { SEAT_HOLD_MS: 60_000, RATE_LIMIT_PER_SECOND: 1e6 });
const nothing = (): undefined => undefined;
const codecs = { seed: codec, of: () => codec } as unknown as CodecRegistry;
const gatewayMetrics = {
  ...{ isSampled: () => false, watchRoutes: nothing },
  ...{ countRefusal: nothing, countOpened: nothing, countClosed: nothing },
} as unknown as GatewayMetrics;
const sessionMetrics = { countResumed: nothing } as unknown as SessionMetrics;
const watch = { begin: nothing, end: nothing, awaitHello: nothing } as unknown as ClientWatch;

/** Everything in a node that decides about sessions and their clients, as it is in the server, and what it is played with. */
export class SimulatedServer {
  readonly sockets = new Set<SimulatedSocket>();
  readonly registry = new SessionRegistry();
  readonly stores = new SessionStores();
  readonly seats: SessionSeats;
  readonly records: SessionRecords;
  readonly arrivals: Arrivals;
  readonly entries: Entries;
  readonly departures: Departures;
  readonly game: SimulatedGame;
  private readonly events = new EventBus();
  private readonly gateway: GameGateway;
  private readonly router: MessageRouter;

  constructor(
    readonly simulation: Simulation,
    readonly node: SimulatedNode,
    takeover: Takeover,
    links: MemoryLinks,
  ) {
    const { events, registry, stores } = this;
    const { clock, fence } = node;
    const living = (): string[] => node.living();
    const others = () => node.others().map((id) => ({ id, load: 0 }));
    const cluster = new Cluster(node.id, node.records, takeover, links, living, others, nothing, node.machine);
    const players = new PlayerSessions(config, events);
    const seats = (this.seats = new SessionSeats(config, registry, players, events, catalogue, stores, clock));
    const resumption = new Resumption(seats, events, sessionMetrics);
    this.records = new SessionRecords(config, events, registry, seats, cluster);
    const fenced = new FencedWork(config, fence, events);
    this.router = new MessageRouter(config, catalogue, gatewayMetrics);
    const dispatcher = new Dispatcher(config, this.router, gatewayMetrics, resumption, fenced, cluster);
    const arrivals = (this.arrivals = new Arrivals(seats, this.records, codecs, holder, dispatcher, events, clock));
    const homes = new HomeSearch(this.records, seats, clock, cluster);
    const entries = new Entries(config, seats, dispatcher, arrivals, homes, events, clock, fenced, cluster);
    this.entries = entries;
    this.departures = new Departures(this.records, seats, entries, codecs, holder, fence, cluster);
    const entrance = new Entrance(registry, undefined as unknown as PlayerClaims, events);
    const factory = {
      make: (link: SessionLink) => new Session(simulation.nextSessionId(), codec, link, catalogue),
    } as unknown as SessionFactory;
    const pipeHomes = new PipeHomes(dispatcher, seats, resumption, arrivals, factory, watch, cluster);
    const frontDoor = new FrontDoor(homes, seats, entries, dispatcher, clock, cluster);
    const connections = {
      create: (socket: unknown, _: unknown, handler: ConnectionHandler) => {
        const link = socket as SimulatedSocket;
        link.connection = new Connection(factory.make(link, ''), link, handler);
        frontDoor.watch(link.connection);
        return link.connection;
      },
    } as unknown as ConnectionFactory;
    this.gateway = new GameGateway(config, connections, dispatcher, seats, resumption, gatewayMetrics, watch);
    this.game = new SimulatedGame(this);
    this.route(new ProtocolService(config, holder, resumption, undefined as unknown as Authentication, entrance));
    for (const part of [seats, players, this.records, fenced, entries, pipeHomes]) part.onModuleInit();
    for (const event of [SessionSeated, SessionRestored])
      events.on(event, ({ session }: SessionSeated) => simulation.ledger.isAt(session.id, node.id));
    events.on(SessionClosed, ({ session }) => simulation.ledger.ended(session, node.id));
    events.on(NodeThawed, () => this.sockets.forEach((socket) => socket.flush()));
  }

  /** A client connects. */
  accept(client: SocketClient): SimulatedSocket {
    const socket = new SimulatedSocket(this, client);
    this.sockets.add(socket);
    this.gateway.accept(
      Object.assign(socket, { protocol: codec.subprotocol }) as unknown as GameSocket,
      {} as IncomingMessage,
    );
    return socket;
  }

  thawed(): void {
    this.events.emit(new NodeThawed());
  }

  buried(): void {
    this.events.emit(new NodeBuried());
  }

  /** The process is gone, and all sockets with it. */
  end(): void {
    for (const socket of this.sockets) socket.lose();
  }

  /** Sends all sessions and clients elsewhere. */
  async drain(): Promise<void> {
    for (let tries = 0; tries < 3; tries += 1) {
      for (const session of [...this.registry.all()]) {
        const target = this.simulation.random.pick(this.node.others());
        if (target !== undefined && this.seats.has(session.id)) await this.departures.moveIdle(session, target);
      }
      await this.entries.drain();
    }
  }

  private route(protocol: ProtocolService): void {
    const base = { access: 'anyone' as const, check: (raw: unknown) => raw as object, count: 0 };
    const { Hello, Welcome, Ping, Pong } = ProtocolType;
    this.router.use([
      {
        ...{ ...base, type: Hello, name: 'Hello', reply: { messageClass: WelcomeDto, type: Welcome } },
        invoke: (session, message) => protocol.hello(session, message),
      },
      {
        ...{ ...base, type: Ping, name: 'Ping', reply: { messageClass: PongDto, type: Pong } },
        invoke: (session, message) => protocol.ping(session, message),
      },
      {
        ...{ ...base, type: SAY, name: 'Say', reply: undefined },
        invoke: (session, message) => this.game.say(session, message as Say),
      },
    ]);
  }
}
