/** A chapter of a guide whose steps are carried out in order, and what its scene is and prints. */
export interface Tutorial {
  readonly guide: string;
  readonly chapter: string;
  /** The module that it makes. */
  readonly module: string;
  /** The type of the scene's node. */
  readonly node: string;
  /** Further lines of its scene, as the reader adds them in the editor. */
  readonly nodes?: string;
  readonly prints: RegExp;
}

/** In the order in which a reader comes to them; each begins with what the ones before have left. */
export const TUTORIALS: readonly Tutorial[] = [
  {
    guide: 'README.md',
    chapter: 'Your first message in five minutes',
    module: 'dice',
    node: 'Node',
    prints: /^The die shows [1-6]$/,
  },
  {
    guide: 'src/core/rooms/README.md',
    chapter: 'Rooms in ten minutes',
    module: 'tag',
    node: 'Node2D',
    prints: /^In room \w+$/,
  },
  {
    guide: 'src/core/rooms/README.md',
    chapter: 'Nobody waits',
    module: 'tag',
    node: 'Node2D',
    nodes: `
[node name="GodwitPredictor" type="Node" parent="."]
script = ExtResource("2")
entity_set = "runners"

[connection signal="input_requested" from="GodwitPredictor" to="." method="_on_godwit_predictor_input_requested"]
`,
    prints: /^Predicting: true$/,
  },
];
