class_name GodwitStepKernelsShared
extends RefCounted
## The rules of [code]core/prediction/step-kernels.shared.ts[/code]: the same numbers to the last bit as on the server.
##
## Generated from the shared file; do not edit.

const HALF_PI_1: float = (1686629713 * 1.0 / (1 << 30))
const HALF_PI_2: float = (2242054355 * 1.0 / (1 << 62) / (1 << 3))
const HALF_PI_3: float = (5376105825661043 * 1.0 / (1 << 62) / (1 << 59))


## The angle without whole quarter turns.
static func reduced_high(angle: float, turns: float) -> float:
	var first: float = angle - turns * HALF_PI_1
	var second: float = first - turns * HALF_PI_2
	return second - (turns * HALF_PI_3 - (first - second - turns * HALF_PI_2))


## What rounding took from reducedHigh.
static func reduced_low(angle: float, turns: float, high: float) -> float:
	var first: float = angle - turns * HALF_PI_1
	var second: float = first - turns * HALF_PI_2
	var rest: float = turns * HALF_PI_3 - (first - second - turns * HALF_PI_2)
	return second - high - rest


## The sine of an angle up to π/4, where [code]low[/code] is what rounding took from it.
static func sin_of_small(x: float, low: float) -> float:
	var z: float = x * x
	var v: float = z * x
	var r: float = (2401919801261139 * 1.0 / (1 << 58)) + z * (-(7320136532976085 * 1.0 / (1 << 62) / (1 << 3)) + z * ((6506786730409597 * 1.0 / (1 << 62) / (1 << 9)) + z * (-(7571127717829867 * 1.0 / (1 << 62) / (1 << 16)) + z * (1537454791456095 * 1.0 / (1 << 62) / (1 << 21)))))
	return x - (z * (0.5 * low - v * r) - low - v * -(6004799503160649 * 1.0 / (1 << 55)))


## The cosine of an angle up to π/4, where [code]low[/code] is what rounding took from it.
static func cos_of_small(x: float, low: float) -> float:
	var z: float = x * x
	var r: float = z * ((1501199875790163 * 1.0 / (1 << 55)) + z * (-(6405119470031223 * 1.0 / (1 << 62)) + z * ((457508533350745 * 1.0 / (1 << 62) / (1 << 2)) + z * (-(5205429506036397 * 1.0 / (1 << 62) / (1 << 12)) + z * ((1261860039765105 * 1.0 / (1 << 62) / (1 << 17)) + z * -(1757820317994549 * 1.0 / (1 << 62) / (1 << 25)))))))
	var half: float = 0.5 * z
	var w: float = 1.0 - half
	return w + (1.0 - w - half + (z * r - x * low))


## The part of an arc tangent that is not linear.
static func atan_part(x: float) -> float:
	var z: float = x * x
	var w: float = z * z
	var even: float = z * ((6004799503160589 * 1.0 / (1 << 54)) + w * ((5146970997949439 * 1.0 / (1 << 55)) + w * ((3275337272528951 * 1.0 / (1 << 55)) + w * ((4799809039908177 * 1.0 / (1 << 56)) + w * ((7172437082246635 * 1.0 / (1 << 57)) + w * (4694068057790993 * 1.0 / (1 << 58)))))))
	var odd: float = w * (-(1801439850937073 * 1.0 / (1 << 53)) + w * (-(8006398829074033 * 1.0 / (1 << 56)) + w * (-(5542580929731181 * 1.0 / (1 << 56)) + w * (-(4203530284924621 * 1.0 / (1 << 56)) + w * -(5264754476739631 * 1.0 / (1 << 57))))))
	return even + odd


## y times 2 to the power of a whole number.
static func times_power_of_two(y: float, power: float) -> float:
	if power > 1023.0:
		return times_power_of_two(y * 2.0, power - 1.0)
	var rest: float = absf(power)
	var factor: float = 0.5 if power < 0.0 else 2.0
	var product: float = y
	while rest > 0.0:
		if fmod(rest, 2.0) == 1.0:
			product *= factor
		factor *= factor
		rest = floorf(rest / 2.0)
	return product
