import { Logger } from '@nestjs/common';
import { EventBus } from './event-bus.js';

class Happened {
  constructor(readonly what: string) {}
}
class Unrelated {}

describe(EventBus.name, () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('tells the listeners of exactly this class, in order', () => {
    const bus = new EventBus();
    const heard: string[] = [];
    bus.on(Happened, ({ what }) => heard.push(`first ${what}`));
    bus.on(Happened, ({ what }) => heard.push(`second ${what}`));
    bus.on(Unrelated, () => heard.push('unrelated'));

    bus.emit(new Happened('now'));

    expect(heard).toEqual(['first now', 'second now']);
  });

  it('tells nobody who stopped listening', () => {
    const bus = new EventBus();
    const heard: string[] = [];
    const stop = bus.on(Happened, ({ what }) => heard.push(what));
    stop();
    bus.emit(new Happened('now'));
    expect(heard).toEqual([]);
  });

  it('goes on after a listener that throws', () => {
    const bus = new EventBus();
    const heard: string[] = [];
    bus.on(Happened, () => {
      throw new Error('broken listener');
    });
    bus.on(Happened, ({ what }) => heard.push(what));

    bus.emit(new Happened('now'));

    expect(heard).toEqual(['now']);
  });
});
