import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isGodotBlock, readGuides, type GuideBlock } from '../support/guides.js';
import { describeWithEngine, type Engine, type EngineName } from './engines.js';
import { runGodot } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';
import { TUTORIALS } from './readme-tutorials.js';

const root = resolve(import.meta.dirname, '../..');
const FOLDER = 'guides';

/** Loads each script as a game would, and says which could not be parsed; the engine's own words stand before that. */
const LOADERS: Record<number, string> = {
  4: `extends Node


func _ready() -> void:
	for path: String in PATHS:
		var script: GDScript = load(path)
		print("parsed " if script != null and script.can_instantiate() else "refused ", path)
	get_tree().quit()
`,
  3: `extends Node


func _ready() -> void:
	for path in PATHS:
		var script = load(path)
		print("parsed " if script != null and script.can_instance() else "refused ", path)
	get_tree().quit()
`,
};
const SCENES: Record<number, string> = {
  4: '[gd_scene load_steps=2 format=3]\n\n[ext_resource type="Script" path="res://guides/load.gd" id="1"]\n\n[node name="Load" type="Node"]\nscript = ExtResource("1")\n',
  3: '[gd_scene load_steps=2 format=2]\n\n[ext_resource path="res://guides/load.gd" type="Script" id=1]\n\n[node name="Load" type="Node"]\nscript = ExtResource( 1 )\n',
};

/** Tutorials are carried out as a whole by readme-tutorials.spec.ts: what they call is made on the way. */
const isAlone = ({ guide, chapter }: GuideBlock): boolean =>
  !TUTORIALS.some((tutorial) => tutorial.guide === guide && tutorial.chapter === chapter);

const blocks = readGuides().flatMap((guide) => guide.blocks.filter(isAlone));
const PROJECTS = { godot4: 'godot', godot36: 'godot/godot3' } satisfies Partial<Record<EngineName, string>>;

for (const name of ['godot4', 'godot36'] satisfies EngineName[]) {
  describeWithEngine(name, "The guides' GDScript", (engine) => {
    it('is read by the engine', async () => {
      const shown = blocks.filter((block) => isGodotBlock(block, engine.major));
      expect(shown.length).toBeGreaterThan(0);
      const project = await copyProject(engine, join(root, PROJECTS[name]));
      const lines = await load(engine, project, shown);

      const refused = shown.filter((_, index) => !lines.includes(`parsed res://${FOLDER}/block_${index}.gd`));
      expect(refused.map(({ guide, line }) => `${guide}:${line}`)).toEqual([]);
    });
  });
}

/** Writes the blocks into the project and runs it; resolves with what was printed. */
async function load(engine: Engine, project: string, shown: readonly GuideBlock[]): Promise<readonly string[]> {
  mkdirSync(join(project, FOLDER));
  shown.forEach(({ content }, index) => writeFileSync(join(project, FOLDER, `block_${index}.gd`), scriptOf(content)));
  const paths = JSON.stringify(shown.map((_, index) => `res://${FOLDER}/block_${index}.gd`));
  writeFileSync(join(project, FOLDER, 'load.gd'), (LOADERS[engine.major] ?? '').replace('PATHS', paths));
  writeFileSync(join(project, FOLDER, 'load.tscn'), SCENES[engine.major] ?? '');
  const { godot } = await runGodot(engine, ['--path', project, `res://${FOLDER}/load.tscn`]);
  return godot.lines;
}

/** A script of its own, functions of one, or lines of a function. */
function scriptOf(content: string): string {
  if (/^extends /m.test(content)) return content;
  if (/^(?:static )?func /m.test(content)) return `extends Node\n\n\n${content}`;
  return `extends Node\n\n\nfunc _lines() -> void:\n${content.replace(/^(?=.)/gm, '\t')}`;
}
