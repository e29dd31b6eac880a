class_name ArenaParticles
extends Node2D
## Bursts of particles, out of a pool that is made once: muzzles, impacts, dashes, deaths, explosions and smoke.

## What bursts.
enum Kind { MUZZLE, IMPACT, DASH, DEATH, BLAST }

const _SHEET := preload("res://demo/arena/arena_spark.tres")
# Of each kind: emitters in the pool, particles, seconds, spread in degrees, slowest and fastest in units per second, scale.
const _KINDS: Dictionary[Kind, Array] = {
	Kind.MUZZLE: [12, 6, 0.16, 18.0, 120.0, 320.0, 0.7],
	Kind.IMPACT: [16, 9, 0.32, 62.0, 60.0, 260.0, 0.65],
	Kind.DASH: [16, 5, 0.4, 180.0, 4.0, 40.0, 1.6],
	Kind.DEATH: [6, 44, 0.8, 180.0, 40.0, 420.0, 1.1],
	Kind.BLAST: [6, 36, 0.6, 180.0, 30.0, 330.0, 1.6],
}

var _pools: Dictionary[Kind, Array] = {}
var _next: Dictionary[Kind, int] = {}


func _ready() -> void:
	var glow := CanvasItemMaterial.new()
	glow.blend_mode = CanvasItemMaterial.BLEND_MODE_ADD
	var fading := Gradient.new()
	fading.set_color(1, Color(1.0, 1.0, 1.0, 0.0))
	for kind: Kind in _KINDS:
		_pools[kind] = []
		_next[kind] = 0
		for index: int in _KINDS[kind][0]:
			var emitter := _make(_KINDS[kind], fading)
			emitter.material = glow
			_pools[kind].append(emitter)
			add_child(emitter)


## A burst of [param kind] at a place, mostly towards [param angle]; the oldest one gives way.
func burst(kind: Kind, at: Vector2, angle: float, color: Color) -> void:
	var emitter: CPUParticles2D = _pools[kind][_next[kind]]
	_next[kind] = (_next[kind] + 1) % _pools[kind].size()
	emitter.position = at
	emitter.rotation = angle
	emitter.color = color
	emitter.restart()


static func _make(kind: Array, fading: Gradient) -> CPUParticles2D:
	var emitter := CPUParticles2D.new()
	emitter.emitting = false
	emitter.one_shot = true
	emitter.explosiveness = 1.0
	emitter.local_coords = false
	emitter.texture = _SHEET
	emitter.amount = kind[1]
	emitter.lifetime = kind[2]
	emitter.lifetime_randomness = 0.5
	emitter.spread = kind[3]
	emitter.direction = Vector2.RIGHT
	emitter.gravity = Vector2.ZERO
	emitter.initial_velocity_min = kind[4]
	emitter.initial_velocity_max = kind[5]
	emitter.damping_min = 120.0
	emitter.damping_max = 260.0
	emitter.scale_amount_max = kind[6]
	emitter.scale_amount_min = emitter.scale_amount_max * 0.4
	emitter.color_ramp = fading
	return emitter
