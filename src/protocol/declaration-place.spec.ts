import { placeOfFrame } from './declaration-place.js';
import { ClientMessage, declaredMessages } from './message.decorators.js';

@ClientMessage(65_000)
class PlacedDto {}

describe(placeOfFrame.name, () => {
  it.each([
    ['    at file:///home/ann/game/src/modules/chat/chat.messages.ts:12:2', 'src/modules/chat/chat.messages.ts:12'],
    [
      '    at Object.<anonymous> (/home/ann/game/dist/modules/chat/chat.messages.js:9:1)',
      'dist/modules/chat/chat.messages.js:9',
    ],
    ['    at file:///home/ann/game/src/modules/test/test.messages.ts:1:2', 'src/modules/test/test.messages.ts:1'],
    ['    at file:///home/ann/game/my%20parts/a%20(b).ts:3:4', 'my parts/a (b).ts:3'],
  ])('tells the path below the root: %s', (frame, place) => {
    expect(placeOfFrame(frame, '/home/ann/game')).toBe(place);
  });

  it('is not misled by a folder called src above the root', () => {
    const frame = '    at file:///home/ann/src/core/game/test/e2e/echo.messages.ts:7:2';
    expect(placeOfFrame(frame, '/home/ann/src/core/game')).toBe('test/e2e/echo.messages.ts:7');
  });

  it.each([
    ['    at file:///home/ann/src/other/dist/messages.js:7:2', 'dist/messages.js:7'],
    ['    at file:///home/ann/other/messages.js:7:2', 'an unknown place'],
    ['    at <anonymous>', 'an unknown place'],
    ['', 'an unknown place'],
  ])('says what it can of code elsewhere: %s', (frame, place) => {
    expect(placeOfFrame(frame, '/home/ann/game')).toBe(place);
  });

  it('finds the line of a decorator', () => {
    const own = declaredMessages().find(({ messageClass }) => messageClass === PlacedDto);
    expect(own?.place).toMatch(/^src\/protocol\/declaration-place\.spec\.ts:\d+$/);
  });
});
