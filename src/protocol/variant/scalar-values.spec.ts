import { NodePath } from './scalar-values.js';

describe(NodePath.name, () => {
  it.each<[string, NodePath]>([
    ['', new NodePath([])],
    ['/', new NodePath([], [], true)],
    ['../Enemies/Slime 2', new NodePath(['..', 'Enemies', 'Slime 2'])],
    ['/root/Player:position:x', new NodePath(['root', 'Player'], ['position', 'x'], true)],
    [':modulate:a', new NodePath([], ['modulate', 'a'])],
  ])('parses %j into its parts and writes it back', (text, path) => {
    expect(NodePath.parse(text)).toStrictEqual(path);
    expect(path.toString()).toBe(text);
  });
});
