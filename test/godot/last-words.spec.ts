import 'reflect-metadata';
import { join } from 'node:path';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../src/core/events/event-bus.js';
import { SessionOpened } from '../../src/core/sessions/session.events.js';
import { CloseCode } from '../../src/protocol/close-codes.js';
import { DrainingDto } from '../../src/protocol/protocol.messages.js';
import { TestApp } from '../../src/testing/test-app.js';
import { describeWithEngine, type EngineName } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';

const SOON_MS = 300;

/** Says three lines to whoever comes, and throws them out in the same breath. */
@Injectable()
class Bouncer implements OnModuleInit {
  constructor(private readonly events: EventBus) {}

  onModuleInit(): void {
    this.events.on(SessionOpened, ({ session }) => {
      setTimeout(() => {
        for (const delayMs of [1, 2, 3]) session.send(new DrainingDto(delayMs));
        session.close(CloseCode.PolicyViolation, 'rate.limited');
      }, SOON_MS);
    });
  }
}

@Module({ providers: [Bouncer] })
class BouncerModule {}

/** Clients without the addon: nothing of ours reads before the close is reported. */
describe('What is said right before a close', () => {
  let server: TestApp;
  let godot: GodotProcess | undefined;

  beforeAll(async () => {
    server = await TestApp.start({ imports: [BouncerModule] });
  });
  afterEach(() => godot?.kill());
  afterAll(() => server.stop());

  const variants: [EngineName, string][] = [
    ['godot4', 'seed4'],
    ['godot36', 'seed3'],
    ['godot32', 'seed3'],
  ];
  for (const [name, fixture] of variants) {
    describeWithEngine(name, 'without the addon', (engine) => {
      it('is heard, and then the close', async () => {
        const project = await copyProject(engine, join(import.meta.dirname, 'fixtures', fixture));
        godot = new GodotProcess(engine, {
          project,
          args: [`--url=${server.url}`],
          env: { PORT: String(server.port) },
        });
        await godot.waitForLine(/^received .*reconnectAfterMs":3/);
        // The other fixtures do not say it.
        if (name === 'godot4') await godot.waitForLine(/^closed 1008/);

        const said = godot.lines.filter((line) => line.startsWith('received ')).slice(1);
        expect(said.map((line) => line.replace(/.*reconnectAfterMs":(\d).*/, '$1'))).toEqual(['1', '2', '3']);
      });
    });
  }
});
