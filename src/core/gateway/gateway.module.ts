import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CodecRegistry } from './codec-registry.js';
import { ConnectionFactory } from './connection-factory.js';
import { GameGateway } from './game.gateway.js';
import { MessageRouter } from './message-router.js';
import { ProtocolService } from './protocol.service.js';
import { RouteExplorer } from './route-explorer.js';
import { ShutdownService } from './shutdown.service.js';
import { SinkRoutes } from './sink-routes.js';
import { UpgradeGate } from './upgrade-gate.js';

/** From socket to handler and back. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    CodecRegistry,
    ConnectionFactory,
    GameGateway,
    MessageRouter,
    ProtocolService,
    RouteExplorer,
    ShutdownService,
    SinkRoutes,
    UpgradeGate,
  ],
  exports: [CodecRegistry, MessageRouter, SinkRoutes, UpgradeGate],
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
