import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { GameConfig } from '../config/game-config.js';
import { PlayerAuthenticator } from './player-authenticator.js';

/** Asks the server's {@link PlayerAuthenticator}, whichever module provides it; without one, all players are anonymous. */
@Injectable()
export class Authentication implements OnModuleInit {
  private authenticator: PlayerAuthenticator | undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly discovery: DiscoveryService,
  ) {}

  /** Nest's hook. @throws Error when sign-in is required and there is no authenticator, or more than one */
  onModuleInit(): void {
    this.authenticator = this.find();
    if (this.authenticator !== undefined || !this.config.AUTH_REQUIRED) return;
    throw new Error(
      'AUTH_REQUIRED is true (the default in production), but no module provides a PlayerAuthenticator: add one to the providers of a module, or set AUTH_REQUIRED=false to let anyone play.',
    );
  }

  /** The player whose access token this is; undefined when it is not valid. @throws GameError, see {@link PlayerAuthenticator.authenticate} */
  async authenticate(token: string): Promise<string | undefined> {
    return this.authenticator?.authenticate(token);
  }

  /** The player whose connection ticket this is; undefined when it is not valid. */
  async redeem(ticket: string): Promise<string | undefined> {
    return this.authenticator?.redeem(ticket);
  }

  /** @throws GameError why the player may not be here now, see {@link PlayerAuthenticator.assertAllowed} */
  assertAllowed(playerId: string): void {
    this.authenticator?.assertAllowed(playerId);
  }

  private find(): PlayerAuthenticator | undefined {
    const all = this.discovery.getProviders().filter(({ instance }) => instance instanceof PlayerAuthenticator);
    // A class provided under its own name too, or one that delegates, does not count beside the one provided as PlayerAuthenticator.
    const named = all.filter(({ token }) => token === PlayerAuthenticator);
    const places = new Map<PlayerAuthenticator, string>();
    for (const wrapper of named.length > 0 ? named : all) {
      const place = wrapper.host?.name ?? 'a module without a name';
      if (wrapper.isTransient || !wrapper.isDependencyTreeStatic()) {
        throw new Error(
          `The PlayerAuthenticator of ${place} is request-scoped or transient; it has to be a singleton.`,
        );
      }
      places.set(wrapper.instance as PlayerAuthenticator, place);
    }
    if (places.size > 1) {
      throw new Error(
        `${[...places.values()].join(' and ')} each provide a PlayerAuthenticator; only one can decide who somebody is, so leave the others out.`,
      );
    }
    return [...places.keys()][0];
  }
}
