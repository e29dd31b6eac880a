import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConfigModule } from '../config/config.module.js';
import { NetworkLabConfig } from '../network-lab/line-settings.js';
import { NetworkLab } from '../network-lab/network-lab.js';
import { Burial } from './burial.js';
import { ClientTurns, HttpTurn } from './client-turns.js';
import { CodecRegistry } from './codec-registry.js';
import { ClientWatch } from './client-watch.js';
import { ConnectionFactory } from './connection-factory.js';
import { Dispatcher } from './dispatcher.js';
import { Entrance } from './entrance.js';
import { FencedWork } from './fenced-work.js';
import { Outbox } from './outbox.js';
import { SessionFactory } from './session-factory.js';
import { Arrivals } from './pipes/arrivals.js';
import { Departures } from './pipes/departures.js';
import { Entries } from './pipes/entries.js';
import { FrontDoor } from './pipes/front-door.js';
import { HomeSearch } from './pipes/home-search.js';
import { LeftSessions } from './pipes/left-sessions.js';
import { PipeHomes } from './pipes/pipe-homes.js';
import { PipeMetrics } from './pipes/pipe-metrics.js';
import { GameGateway } from './game.gateway.js';
import { GatewayMetrics } from './gateway-metrics.js';
import { MessageRouter } from './message-router.js';
import { MetricsController } from './metrics.controller.js';
import { ProtocolService } from './protocol.service.js';
import { RouteExplorer } from './route-explorer.js';
import { ShutdownService } from './shutdown.service.js';
import { RoomRoutes } from './room-routes.js';
import { SideSockets } from './side-sockets.js';
import { UpgradeGate } from './upgrade-gate.js';

/** From socket to handler and back. */
@Global()
@Module({
  imports: [DiscoveryModule, ConfigModule.forFeature(NetworkLabConfig)],
  controllers: [MetricsController],
  providers: [
    Burial,
    Arrivals,
    ClientTurns,
    CodecRegistry,
    ConnectionFactory,
    Departures,
    Dispatcher,
    FencedWork,
    ClientWatch,
    Outbox,
    SessionFactory,
    Entrance,
    Entries,
    FrontDoor,
    HomeSearch,
    GameGateway,
    GatewayMetrics,
    HttpTurn,
    LeftSessions,
    MessageRouter,
    NetworkLab,
    PipeHomes,
    PipeMetrics,
    ProtocolService,
    RouteExplorer,
    ShutdownService,
    RoomRoutes,
    SideSockets,
    UpgradeGate,
  ],
  exports: [
    Arrivals,
    Departures,
    Entrance,
    Entries,
    ClientTurns,
    CodecRegistry,
    HttpTurn,
    LeftSessions,
    MessageRouter,
    RoomRoutes,
    ShutdownService,
    SideSockets,
    UpgradeGate,
  ],
})
export class GatewayModule implements OnApplicationBootstrap {
  constructor(
    private readonly explorer: RouteExplorer,
    private readonly router: MessageRouter,
  ) {}

  /** Resolves all routes before the port opens; wrong wiring stops the boot. */
  onApplicationBootstrap(): void {
    this.router.use(this.explorer.explore());
  }
}
