import { Logger, Module, type DynamicModule, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { ConfigModule } from '../../core/config/config.module.js';
import { GameConfig } from '../../core/config/game-config.js';
import { ConsoleLinks, linkAddress } from '../../core/console/console-links.js';
import { AdminRoles, OWNER, type AdminRight } from '../../core/console/rights.js';
import { Passwords } from '../../core/credentials/passwords.js';
import { serverSecret } from '../../core/credentials/server-secret.js';
import { StorageModule } from '../../core/storage/storage.module.js';
import { AdministratorsRepository } from './accounts/administrators.repository.js';
import { AdminHousekeeping } from './admin-housekeeping.js';
import { AdminSessions } from './accounts/admin-sessions.js';
import { SecondFactor } from './accounts/second-factor.js';
import { AdminSignIn } from './accounts/sign-in.js';
import { AdminConfig, isServed, refuseUnsafe } from './admin.config.js';
import { AuditLog } from './audit/audit-log.js';
import { AuditLogRepository } from './audit/audit.repository.js';
import { AdminApi } from './frame/admin-api.js';
import { AdminAssets } from './frame/admin-assets.js';
import { AdminParts, AdminServer } from './frame/admin-server.js';
import { GameAddress } from './frame/game-address.js';
import { LiveSockets } from './frame/live-sockets.js';
import { ConsoleViews, OwnRoutes } from './frame/own-routes.js';
import { HomeCalls } from './frame/home-calls.js';
import { NodeCalls } from './frame/node-calls.js';
import { OutgoingMessages } from './frame/outgoing-messages.js';
import { RequestRules } from './frame/request-rules.js';
import { SectionRegistry } from './frame/section-registry.js';
import { RecordingFiles } from './recordings/recording-files.js';
import { RecordingViewers } from './recordings/recording-viewers.js';
import { RecordingsSection } from './recordings/recordings.section.js';
import { ReplayPrograms } from './recordings/replay-programs.js';
import { ReplayRooms } from './recordings/replay-rooms.js';
import { AdministratorsSection } from './sections/administrators.section.js';
import { AuditSection } from './sections/audit.section.js';
import { ConfigurationSection } from './sections/configuration.section.js';
import { ErrorsSection } from './sections/errors.section.js';
import { LogsSection } from './sections/logs.section.js';
import { Maintenance } from './sections/maintenance.js';
import { NodeFigures, NodesSection } from './sections/nodes.section.js';
import { OperationsSection } from './sections/operations.section.js';
import { NotesSection } from './sections/notes.section.js';
import { OverviewCounts } from './sections/overview-counts.js';
import { OverviewRing } from './sections/overview-ring.js';
import { OverviewSection } from './sections/overview.section.js';
import { PlaygroundSection } from './sections/playground.section.js';
import { RoomLists } from './sections/room-lists.js';
import { ServerStartsRepository } from './sections/server-starts.repository.js';
import { SettingsRepository } from './sections/settings.repository.js';
import { RoomsSection } from './sections/rooms.section.js';

/** The administrator that a developer's link makes. */
const DEVELOPER = 'developer';

/** Options of {@link AdminModule.forRoot}. */
export interface AdminOptions {
  /** Roles of your own besides viewer, support, moderator, operator and owner: `{ analyst: ['server.read', 'audit.read'] }`. */
  readonly roles?: Readonly<Record<string, readonly AdminRight[]>>;
}

/** ADMIN_SECRET, or what is kept in its place. */
class AdminSecret {
  constructor(readonly bytes: Buffer) {}
}

/** The admin console: see, steer and explain the server in a browser, at `/admin`. */
@Module({
  imports: [
    ConfigModule.forFeature(AdminConfig),
    StorageModule.forFeature('admin', new URL('./migrations/', import.meta.url)),
  ],
  providers: [
    {
      provide: AdminSecret,
      inject: [AdminConfig, GameConfig],
      useFactory: ({ ADMIN_SECRET }: AdminConfig, config: GameConfig) =>
        new AdminSecret(serverSecret(ADMIN_SECRET, config, 'ADMIN_SECRET', 'admin-secret')),
    },
    {
      provide: ConsoleLinks,
      inject: [AdminSecret],
      useFactory: ({ bytes }: AdminSecret) => new ConsoleLinks(bytes),
    },
    {
      provide: SecondFactor,
      inject: [AdminSecret, AdministratorsRepository],
      useFactory: ({ bytes }: AdminSecret, administrators: AdministratorsRepository) =>
        new SecondFactor(bytes, administrators),
    },
    { provide: AdminRoles, useFactory: () => new AdminRoles() },
    AdminApi,
    AdminAssets,
    AdminHousekeeping,
    AdminParts,
    AdminServer,
    AdminSessions,
    AdminSignIn,
    AdministratorsRepository,
    AdministratorsSection,
    AuditLog,
    AuditLogRepository,
    AuditSection,
    ConsoleViews,
    GameAddress,
    HomeCalls,
    Maintenance,
    NodeCalls,
    NodeFigures,
    NodesSection,
    OperationsSection,
    ConfigurationSection,
    ErrorsSection,
    LiveSockets,
    LogsSection,
    NotesSection,
    OutgoingMessages,
    OverviewCounts,
    OverviewRing,
    OverviewSection,
    OwnRoutes,
    Passwords,
    PlaygroundSection,
    RecordingFiles,
    RecordingViewers,
    RecordingsSection,
    ReplayPrograms,
    ReplayRooms,
    RequestRules,
    RoomLists,
    RoomsSection,
    SectionRegistry,
    ServerStartsRepository,
    SettingsRepository,
  ],
})
export class AdminModule implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Admin');

  constructor(
    private readonly own: AdminConfig,
    private readonly config: GameConfig,
    private readonly links: ConsoleLinks,
    private readonly administrators: AdministratorsRepository,
  ) {}

  /** With roles of the team's own. */
  static forRoot({ roles }: AdminOptions): DynamicModule {
    return { module: AdminModule, providers: [{ provide: AdminRoles, useFactory: () => new AdminRoles(roles) }] };
  }

  /** Nest's hook. @throws Error, one sentence, when the console would not be safe, see {@link refuseUnsafe} */
  onModuleInit(): void {
    refuseUnsafe(this.own, this.config);
  }

  /** Nest's hook: in development, logs a link for the first look. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.NODE_ENV !== 'development' || !isServed(this.own, this.config)) return;
    if (await this.administrators.isSetUp()) return;
    const token = this.links.make({ kind: 'develop', name: DEVELOPER, role: OWNER }, Date.now());
    const port = this.own.ADMIN_PORT ?? this.config.PORT;
    this.logger.log(`The console, for the next 15 minutes: ${linkAddress(`http://localhost:${port}`, token)}`);
  }
}
