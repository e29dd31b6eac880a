class_name ArenaSounds
extends Node2D
## The arena's sounds, made of noise and sines when it is loaded: no file is shipped.

const _RATE := 22_050
const _VOICES := 12
const _HEARD_WITHIN := 1_400.0
const _PITCH_SPREAD := 0.08
# The pad: two chords of two seconds are four times one bar; few samples, as it has no high tones.
const _PAD_RATE := 8_000
const _BAR_S := 2.0
const _CHORDS := [[110.0, 164.8, 196.0], [87.3, 130.8, 220.0], [98.0, 146.8, 196.0], [82.4, 123.5, 196.0]]

var _sounds: Dictionary[StringName, AudioStreamWAV] = {}
var _voices: Array[AudioStreamPlayer2D] = []
var _next: int = 0
var _random := RandomNumberGenerator.new()
var _music := AudioStreamPlayer.new()


func _ready() -> void:
	_sounds = {
		&"rifle": _make(0.12, _rifle),
		&"launcher": _make(0.35, _launcher),
		&"blast": _make(0.6, _blast),
		&"dash": _make(0.2, _dash),
		&"coin": _make(0.18, _coin),
		&"hit": _make(0.05, _hit),
		&"kill": _make(0.4, _kill),
		&"heart": _make(0.3, _heart),
	}
	for index in _VOICES:
		var voice := AudioStreamPlayer2D.new()
		voice.bus = &"Effects"
		voice.max_distance = _HEARD_WITHIN
		add_child(voice)
		_voices.append(voice)
	_music.stream = _pad()
	_music.bus = &"Music"
	_music.volume_db = -14.0
	add_child(_music)
	_music.play()


## Plays the sound [param named] at a place, such as [code]&"rifle"[/code]; the oldest one gives way.
func play(named: StringName, at: Vector2) -> void:
	var voice := _voices[_next]
	_next = (_next + 1) % _voices.size()
	voice.stream = _sounds[named]
	voice.position = at
	voice.pitch_scale = 1.0 + randf_range(-_PITCH_SPREAD, _PITCH_SPREAD)
	voice.play()


# [param sample] is asked for each moment, in seconds: from -1 to 1.
func _make(duration_s: float, sample: Callable) -> AudioStreamWAV:
	var count := int(duration_s * _RATE)
	var data := PackedByteArray()
	data.resize(count * 2)
	for index in count:
		var time := float(index) / _RATE
		var fade := 1.0 - float(index) / count
		var value: float = sample.call(time)
		data.encode_s16(index * 2, int(clampf(value * fade, -1.0, 1.0) * 32_000.0))
	return _wave_of(data, _RATE)


# Eight bars that go round: each chord is two bars long, and swells and fades.
func _pad() -> AudioStreamWAV:
	var per_chord := int(2.0 * _BAR_S * _PAD_RATE)
	var data := PackedByteArray()
	data.resize(per_chord * _CHORDS.size() * 2)
	var at := 0
	for chord: Array in _CHORDS:
		for index in per_chord:
			var time := float(index) / _PAD_RATE
			var swell := sin(PI * index / per_chord)
			var value := 0.0
			for tone: float in chord:
				value += sin(TAU * tone * time) + 0.3 * sin(TAU * (tone * 2.0 + 0.4) * time)
			data.encode_s16(at, int(value / chord.size() * swell * 18_000.0))
			at += 2
	var wave := _wave_of(data, _PAD_RATE)
	wave.loop_mode = AudioStreamWAV.LOOP_FORWARD
	wave.loop_end = per_chord * _CHORDS.size()
	return wave


static func _wave_of(data: PackedByteArray, rate: int) -> AudioStreamWAV:
	var wave := AudioStreamWAV.new()
	wave.format = AudioStreamWAV.FORMAT_16_BITS
	wave.mix_rate = rate
	wave.data = data
	return wave


func _rifle(time: float) -> float:
	return 0.5 * _noise() * exp(-time * 45.0) + 0.5 * sin(TAU * (420.0 - 2_200.0 * time) * time)


func _launcher(time: float) -> float:
	return 0.6 * _noise() * exp(-time * 9.0) + 0.4 * sin(TAU * (150.0 - 160.0 * time) * time)


func _blast(time: float) -> float:
	return 0.8 * _noise() * exp(-time * 7.0) + 0.5 * sin(TAU * (85.0 - 60.0 * time) * time)


func _dash(time: float) -> float:
	return 0.35 * sin(TAU * (300.0 + 1_800.0 * time) * time) + 0.1 * _noise()


func _coin(time: float) -> float:
	return 0.3 * sin(TAU * (988.0 if time < 0.06 else 1_319.0) * time)


func _hit(time: float) -> float:
	return 0.5 * sin(TAU * 1_800.0 * time)


func _kill(time: float) -> float:
	return 0.2 * (sin(TAU * 523.0 * time) + sin(TAU * 659.0 * time) + sin(TAU * 784.0 * time))


func _heart(time: float) -> float:
	var beat := fmod(time, 0.15)
	return 0.9 * sin(TAU * 52.0 * time) * exp(-beat * 26.0)


func _noise() -> float:
	return _random.randf_range(-1.0, 1.0)
