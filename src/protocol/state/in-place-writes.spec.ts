import { StateSync } from '../../core/sync/state-sync.js';
import { guardInPlaceWrites, inPlaceWrites } from './in-place-writes.js';
import { listOf, mapOf } from './state-forms.js';
import { Synced, SyncedState } from './synced.decorator.js';

@SyncedState()
class Board {
  @Synced(listOf('u8')) cells: readonly number[] = [0, 0, 0];
  @Synced(mapOf('u8')) scores: ReadonlyMap<string, number> = new Map([['ann', 1]]);
}

const IN_PLACE = 'The field cells of Board was changed in place, which no client would see: assign a new one';

describe(guardInPlaceWrites.name, () => {
  function board(): { cells: number[]; scores: Map<string, number>; state: Board } {
    const state = new Board();
    new StateSync(state);
    return { state, cells: state.cells as number[], scores: state.scores as Map<string, number> };
  }

  it.each<[string, (cells: number[]) => unknown]>([
    ['an element', (cells) => (cells[1] = 3)],
    ['push', (cells) => cells.push(3)],
    ['sort', (cells) => cells.sort()],
    ['length', (cells) => (cells.length = 0)],
    ['delete', (cells) => Reflect.deleteProperty(cells, 0) || cells.splice(0, 1)],
  ])('refuses %s of a list, naming the field', (_, write) => {
    expect(() => write(board().cells)).toThrow(IN_PLACE);
  });

  it('refuses to write to a map, naming the field', () => {
    const { scores } = board();

    expect(() => scores.set('bob', 2)).toThrow('The field scores of Board was changed in place');
    expect(() => scores.delete('ann')).toThrow('The field scores of Board was changed in place');
    expect(() => scores.clear()).toThrow('The field scores of Board was changed in place');
  });

  it('guards what is assigned later too, and leaves the value itself to its owner', () => {
    const { state } = board();
    const mine = [4, 5];
    state.cells = mine;

    mine.push(6);

    expect(() => (state.cells as number[]).push(7)).toThrow(IN_PLACE);
    expect([...state.cells, Array.isArray(state.cells)]).toEqual([4, 5, 6, true]);
  });

  it('reads as ever', () => {
    const { state } = board();
    state.scores = new Map(state.scores).set('bob', 2);

    expect(JSON.stringify(state.cells.map((cell) => cell + 1))).toBe('[1,1,1]');
    expect([...state.scores]).toEqual([
      ['ann', 1],
      ['bob', 2],
    ]);
  });

  it('costs a server in production nothing', () => {
    inPlaceWrites.areErrors = false;
    try {
      const list: number[] = [];
      expect(guardInPlaceWrites(list, 'cells of Board')).toBe(list);
    } finally {
      inPlaceWrites.areErrors = true;
    }
  });
});

describe(Synced.name, () => {
  it('does not compile on a list or map that is not readonly', () => {
    class Open {
      // @ts-expect-error a list that could be written to
      @Synced(listOf('u8')) cells: number[] = [];
      // @ts-expect-error a map that could be written to
      @Synced(mapOf('u8')) scores = new Map<string, number>();
      @Synced(listOf('u8')) readable: readonly number[] = [];
      @Synced(mapOf('u8')) readableMap: ReadonlyMap<string, number> = new Map();
      @Synced('string') private readonly secret: string = '';

      reveal(): string {
        return this.secret;
      }
    }
    expect(new Open().reveal()).toBe('');
  });
});
