import { downlevel } from './downlevel.js';

/** The 3.x text of a script of the class GodwitThing, with other scripts next to it. */
function translated(text: string, overrides = '', others: Record<string, string> = {}): string {
  const files = downlevel({
    godot4: new Map(Object.entries({ 'nodes/godwit_thing.gd': text, ...others })),
    generated: new Map(),
    overrides: new Map(overrides === '' ? [] : [['godwit_thing.gd', overrides]]),
    without: (file) => file === 'godwit_dock.gd',
    pathOfOwn: (file) => file,
  });
  return files.get('nodes/godwit_thing.gd') ?? '';
}

const HEAD = 'class_name GodwitThing\nextends RefCounted\n';
const HEAD_3 = 'class_name GodwitThing\nextends Reference\n';

/** The translation of a function's statements. */
function statements(...lines: string[]): string[] {
  const others = {
    'client.gd': 'class_name GodwitClient\nextends Node\n\n\nfunc on(_type: int, _listener: String) -> void:\n\tpass\n',
  };
  const body = lines.map((line) => `\t${line}\n`).join('');
  return translated(`${HEAD}\nsignal done\n\n\nfunc _run() -> void:\n${body}`, '', others)
    .split('\n')
    .slice(7, -1)
    .map((line) => line.slice(1));
}

describe(downlevel.name, () => {
  it('keeps comments, blank lines and order, and takes the marks out of the documentation', () => {
    const text = `${HEAD}## A thing, see [method run] and [GodwitOther].\n\n# Why.\nvar _count := 1_000 # of [param x]\n\n\n## Runs for [param ms].\nfunc run(ms: int) -> void:\n\t# First.\n\n\t_count = ms # then\n`;
    expect(translated(text)).toBe(
      `${HEAD_3}## A thing, see run() and GodwitOther.\n\n# Why.\nvar _count := 1000 # of [param x]\n\n\n## Runs for ms.\nfunc run(ms: int) -> void:\n\t# First.\n\n\t_count = ms # then\n`,
    );
  });

  it('has the icon of a class behind its name', () => {
    const done = translated('@tool\n@icon("../thing.svg")\nclass_name GodwitThing\nextends Node\n');
    expect(done).toBe('tool\nclass_name GodwitThing, "../thing.svg"\nextends Node\n');
  });

  it.each([
    ['done.emit(1, [2, 3])', 'emit_signal("done", 1, [2, 3])'],
    ['other._run.done.emit()', 'other._run.emit_signal("done")'],
    ['done.connect(_run)', 'connect("done", self, "_run")'],
    ['done.connect(_run.bind(1), 4)', 'connect("done", self, "_run", [1], 4)'],
    ['other.done.disconnect(other._run)', 'other.disconnect("done", other, "_run")'],
    ['_run.call_deferred(7)', 'call_deferred("_run", 7)'],
    ['await other.done', 'yield(other, "done")'],
    ['await done', 'yield(self, "done")'],
    ['a.on(210, _run)', 'a.on(210, self, "_run")'],
    ['print(a.slice(1).slice(0, b.size()))', 'print(GodwitScripts.slice(GodwitScripts.slice(a, 1), 0, b.size()))'],
    ['var label := $Panel/Label', 'var label := $Panel/Label'],
    ['var code := &"link.closed"', 'var code := "link.closed"'],
    ['var most := maxi(a, b)', 'var most: int = int(max(a, b))'],
    ['var half := float(count) / 2', 'var half = (1.0 * count) / 2'],
    ['var now := Time.get_ticks_msec()', 'var now: int = OS.get_ticks_msec()'],
    ['var is_more := a > b and not c', 'var is_more: bool = a > b and not c'],
    ['var items: Array[String] = []', 'var items: Array = []'],
    ['for item: String in items:', 'for item in items:'],
    ['print(1 if a else 2 if b else 3)', 'print(1 if a else (2 if b else 3))'],
    ['print(a, b,)', 'print(a, b)'],
    ['if x is not String:', 'if not x is String:'],
  ])('%s', (from, to) => {
    expect(statements(from)).toEqual([to]);
  });

  it.each([
    ['a lambda', 'done.connect(func() -> void: print(1))', '6: Godot 3 has no lambdas: give the function a name.'],
    ['a member', 'x.get_unheard_of()', '6: it is not known what .get_unheard_of is in Godot 3.'],
    ['a type', 'var x: TLSOptions = null', '6: it is not known what the type TLSOptions is in Godot 3.'],
    ['an await', 'await x.get_node("a")', '6: get_node() is no function of the addon that waits and gives a value'],
    ['a signal as a listener', 'x.done.connect(done.emit)', '6: Godot 3 connects signals to functions only.'],
    ['what begins with an unknown sign', 'var x := ?', '6: what begins with "?" is not known.'],
  ])('tells where %s stands that it does not know', (_, line, sentence) => {
    const text = `${HEAD}\nsignal done\nfunc run() -> void:\n\t${line}\n`;
    expect(() => translated(text)).toThrow(`nodes/godwit_thing.gd:${sentence}`);
  });

  it('compares dictionaries by their content, and gives whole numbers as floats where one is declared', () => {
    const text = `${HEAD}\nvar _data: Dictionary = {}\n\n\nfunc is_new(data: Dictionary) -> bool:\n\treturn data != _data\n\n\nfunc half(x: int) -> float:\n\treturn x\n`;
    const done = translated(text);
    expect(done).toContain('\treturn data.hash() != _data.hash()\n');
    expect(done).toContain('\treturn 1.0 * x\n');
  });

  it('makes functions of accessors, and calls them inside of the class, where Godot 3 does not', () => {
    const text = `${HEAD}\nvar speed: float = 1.0:\n\tset(value):\n\t\tspeed = value\n\t\t_tell()\nvar is_fast: bool:\n\tget:\n\t\treturn speed > 9.0\n\n\nfunc stop(is_fast_too: bool) -> void:\n\tspeed = 0.0\n\tprint(is_fast, is_fast_too)\n\n\nfunc _tell() -> void:\n\tpass\n`;
    expect(translated(text)).toBe(
      `${HEAD_3}\nvar speed: float = 1.0 setget set_speed\nvar is_fast: bool setget , get_is_fast\n\n\nfunc stop(is_fast_too: bool) -> void:\n\tset_speed(0.0)\n\tprint(get_is_fast(), is_fast_too)\n\n\n## See speed.\nfunc set_speed(value: float) -> void:\n\tspeed = value\n\t_tell()\n\n\n## See is_fast.\nfunc get_is_fast() -> bool:\n\treturn speed > 9.0\n\n\nfunc _tell() -> void:\n\tpass\n`,
    );
  });

  it('lets whoever waits for a function find it waiting', () => {
    const text = `${HEAD}\nsignal done\n\n\nfunc ask(x: int) -> int:\n\tif x == 0:\n\t\treturn 1\n\tif x == 1:\n\t\tawait done\n\t\treturn 2\n\tvar y := await ask(x - 1)\n\treturn y\n`;
    expect(translated(text).split('\n').slice(6)).toEqual([
      'func ask(x: int):',
      '\tif x == 0:',
      '\t\treturn GodwitScripts.later(1)',
      '\tif x == 1:',
      '\t\tyield(self, "done")',
      '\t\treturn 2',
      '\tvar y: int = yield(ask(x - 1), "completed")',
      '\treturn y',
      '',
    ]);
  });

  it('waits a frame where nobody knows whether it has waited', () => {
    const text = `${HEAD}\nsignal done\n\n\nfunc ask(x: int) -> int:\n\tif x == 1:\n\t\tawait done\n\treturn x\n`;
    expect(translated(text)).toContain('\tyield(Engine.get_main_loop(), "idle_frame")\n\treturn x\n');
  });

  it('names no class that leads back to the script', () => {
    const other = 'class_name GodwitOther\nextends RefCounted\n\n\nfunc make() -> void:\n\tprint(GodwitThing.new())\n';
    const text = `${HEAD}\nvar _other: GodwitOther\n\n\nstatic func make() -> GodwitThing:\n\treturn GodwitThing.new()\n`;
    expect(translated(text, '', { 'godwit_other.gd': other })).toBe(
      `${HEAD_3}\nvar _other\n\n\nstatic func make():\n\treturn GodwitScripts.named("GodwitThing").new()\n`,
    );
  });

  it('refuses two scripts that extend or ask for one another', () => {
    const other = 'class_name GodwitOther\nextends GodwitThing\n';
    const text = `${HEAD}\nfunc is_other(x: GodwitThing) -> bool:\n\treturn x is GodwitOther\n`;
    expect(() => translated(text, '', { 'godwit_other.gd': other })).toThrow("which Godot 3 can't load");
  });

  it('takes what is written by hand in place of what is there, and beside it', () => {
    const text = `${HEAD}\nvar _a: int\nvar _b: Callable\n\n\n## What it does.\nfunc run(f: Callable) -> void:\n\tf.call()\n`;
    const own = '# Without: _b.\nfunc run(f: FuncRef) -> void:\n\tf.call_func()\n\n\nfunc more() -> void:\n\tpass\n';
    expect(translated(text, own)).toBe(
      `${HEAD_3}\nvar _a: int\n\n\n## What it does.\nfunc run(f: FuncRef) -> void:\n\tf.call_func()\n\n\nfunc more() -> void:\n\tpass\n`,
    );
  });

  it('refuses what is written by hand for a script that is not there, and a class that Godot 3 does not have', () => {
    const dock = { 'godwit_dock.gd': 'class_name GodwitDock\nextends Control\n' };
    const uses = `${HEAD}\nfunc run() -> void:\n\tprint(GodwitDock.new())\n`;
    expect(() => translated(uses, '', dock)).toThrow(
      'nodes/godwit_thing.gd:5: the addon for Godot 3 has no class GodwitDock.',
    );
    const sources = { godot4: new Map<string, string>(), generated: new Map<string, string>(), without: () => false };
    const overrides = new Map([['godwit_gone.gd', 'func a() -> void:\n\tpass\n']]);
    expect(() => downlevel({ ...sources, overrides, pathOfOwn: (file) => file })).toThrow(
      'godwit_gone.gd: there is no script',
    );
  });
});
