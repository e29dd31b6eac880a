import { Injectable, Module } from '@nestjs/common';
import { PlayerAuthenticator } from '../../src/core/sessions/player-authenticator.js';

/** Everybody is who the token says. */
@Injectable()
class Everybody extends PlayerAuthenticator {
  authenticate(token: string): Promise<string | undefined> {
    return Promise.resolve(token);
  }

  redeem(): Promise<string | undefined> {
    return Promise.resolve(undefined);
  }
}

/** Sign-in without accounts, for tests of features that only ask who somebody is. */
@Module({ providers: [{ provide: PlayerAuthenticator, useClass: Everybody }] })
export class EverybodyModule {}
