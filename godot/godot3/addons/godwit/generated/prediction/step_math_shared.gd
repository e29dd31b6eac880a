extends Reference
class_name GodwitStepMathShared
## The rules of [code]core/prediction/step-math.shared.ts[/code]: the same numbers to the last bit as on the server.
##
## Generated from the shared file; do not edit.

## A half turn in radians.
const PI_: float = (884279719003555 * 1.0 / (1 << 48))
## A whole turn in radians.
const TAU_: float = (884279719003555 * 1.0 / (1 << 47))
const HALF_PI_LOW: float = (4967757600021511 * 1.0 / (1 << 62) / (1 << 44))
const PI_LOW: float = (4967757600021511 * 1.0 / (1 << 62) / (1 << 43))
## Above this, an angle is reduced by whole turns first, which loses some of its accuracy.
const MAX_PRECISE_ANGLE: float = 1000000.0
const TWO_OVER_PI: float = (5734161139222659 * 1.0 / (1 << 53))
const LN2_HIGH: float = (2977044471 * 1.0 / (1 << 32))
const LN2_LOW: float = (3691024475790907 * 1.0 / (1 << 62) / (1 << 22))
const ONE_OVER_LN2: float = (3248660424278399 * 1.0 / (1 << 51))
const MAX_EXP: float = 709.782712893384
const MIN_EXP: float = -(6554261109157969 * 1.0 / (1 << 43))
const SQRT2: float = (6369051672525773 * 1.0 / (1 << 52))
## Below this, functions that start like x are x: a product would lose the sign of a zero.
const TINY: float = (1 * 1.0 / (1 << 27))
const TWO_POWER_32: float = 4294967296.0
const TWO_POWER_64: float = (1 * 1.0 * (1 << 62) * (1 << 2))
## Somewhat above the numbers that have fewer bits than others.
const LEAST_WHOLE: float = (6032057205060441 * 1.0 / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 57))
## Above this, an exponent is not multiplied out.
const MAX_WHOLE_EXPONENT: float = 1048576.0
## Powers of two for taking numbers apart: 2 to each of EXPONENTS.
const POWERS: Array = [(1 * 1.0 * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 16)), (1 * 1.0 * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 62) * (1 << 8)), (1 * 1.0 * (1 << 62) * (1 << 62) * (1 << 4)), (1 * 1.0 * (1 << 62) * (1 << 2)), 4294967296.0, 65536.0, 256.0, 16.0, 4.0, 2.0]
const INVERSE_POWERS: Array = [(1 * 1.0 / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 16)), (1 * 1.0 / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 62) / (1 << 8)), (1 * 1.0 / (1 << 62) / (1 << 62) / (1 << 4)), (1 * 1.0 / (1 << 62) / (1 << 2)), (1 * 1.0 / (1 << 32)), (1 * 1.0 / (1 << 16)), 0.00390625, 0.0625, 0.25, 0.5]
const EXPONENTS: Array = [512.0, 256.0, 128.0, 64.0, 32.0, 16.0, 8.0, 4.0, 2.0, 1.0]
## Whole parts of arc tangents, and what rounding took from them.
const ATAN_HIGH: Array = [(8352332796509007 * 1.0 / (1 << 54)), (884279719003555 * 1.0 / (1 << 50)), (8852218891597467 * 1.0 / (1 << 53)), (884279719003555 * 1.0 / (1 << 49))]
const ATAN_LOW: Array = [(3683087214424817 * 1.0 / (1 << 62) / (1 << 45)), (4967757600021511 * 1.0 / (1 << 62) / (1 << 45)), (4511882386918333 * 1.0 / (1 << 62) / (1 << 46)), (4967757600021511 * 1.0 / (1 << 62) / (1 << 44))]


## The sine of an angle in radians.
static func sin_(x: float) -> float:
	if abs(x) < TINY:
		return x
	var angle: float = fmod(x, TAU_) if abs(x) > MAX_PRECISE_ANGLE else x
	var turns: float = floor(angle * TWO_OVER_PI + 0.5)
	var high: float = GodwitStepKernelsShared.reduced_high(angle, turns)
	var low: float = GodwitStepKernelsShared.reduced_low(angle, turns, high)
	var quadrant: float = turns - 4.0 * floor(turns / 4.0)
	if quadrant == 0.0:
		return GodwitStepKernelsShared.sin_of_small(high, low)
	if quadrant == 1.0:
		return GodwitStepKernelsShared.cos_of_small(high, low)
	return -GodwitStepKernelsShared.sin_of_small(high, low) if quadrant == 2.0 else -GodwitStepKernelsShared.cos_of_small(high, low)


## The cosine of an angle in radians.
static func cos_(x: float) -> float:
	var angle: float = fmod(x, TAU_) if abs(x) > MAX_PRECISE_ANGLE else x
	var turns: float = floor(angle * TWO_OVER_PI + 0.5)
	var high: float = GodwitStepKernelsShared.reduced_high(angle, turns)
	var low: float = GodwitStepKernelsShared.reduced_low(angle, turns, high)
	var quadrant: float = turns - 4.0 * floor(turns / 4.0)
	if quadrant == 0.0:
		return GodwitStepKernelsShared.cos_of_small(high, low)
	if quadrant == 1.0:
		return -GodwitStepKernelsShared.sin_of_small(high, low)
	return -GodwitStepKernelsShared.cos_of_small(high, low) if quadrant == 2.0 else GodwitStepKernelsShared.sin_of_small(high, low)


## The tangent of an angle in radians.
static func tan_(x: float) -> float:
	return x if abs(x) < TINY else div(sin_(x), cos_(x))


## The angle whose sine is x, from -π/2 to π/2; NaN beyond ±1.
static func asin_(x: float) -> float:
	var size: float = abs(x)
	if size < TINY:
		return x
	if size < 0.5:
		return x + x * arc_part(x * x)
	var rest: float = (1.0 - size) * 0.5
	var root: float = sqrt(rest)
	var part: float = arc_part(rest)
	var head_: float = Vector2(root, 0.0).x
	var tail: float = 0.0 if root == 0.0 else div(rest - head_ * head_, root + head_)
	var angle: float = PI_ / 4.0 - (2.0 * root * part - (HALF_PI_LOW - 2.0 * tail) - (PI_ / 4.0 - 2.0 * head_))
	return -angle if x < 0.0 else angle


## The angle whose cosine is x, from 0 to π; NaN beyond ±1.
static func acos_(x: float) -> float:
	if abs(x) < 0.5:
		return PI_ / 2.0 - (x - (HALF_PI_LOW - x * arc_part(x * x)))
	if x < 0.0:
		var rest: float = (1.0 + x) * 0.5
		var root: float = sqrt(rest)
		return 2.0 * (PI_ / 2.0 - (root + (arc_part(rest) * root - HALF_PI_LOW)))
	var rest_2: float = (1.0 - x) * 0.5
	var root_2: float = sqrt(rest_2)
	var head_: float = Vector2(root_2, 0.0).x
	var tail: float = 0.0 if root_2 == 0.0 else div(rest_2 - head_ * head_, root_2 + head_)
	return 2.0 * (head_ + (arc_part(rest_2) * root_2 + tail))


## The angle whose tangent is x, from -π/2 to π/2.
static func atan_(x: float) -> float:
	var size: float = abs(x)
	if size < TINY:
		return x
	if size < 0.4375:
		return x - x * GodwitStepKernelsShared.atan_part(x)
	var index: int = 3
	var rest: float = -1.0 / size if size != 0.0 else div(-1.0, size)
	if size < 0.6875:
		index = 0
		rest = div(2.0 * size - 1.0, 2.0 + size)
	elif size < 1.1875:
		index = 1
		rest = div(size - 1.0, size + 1.0)
	elif size < 2.4375:
		index = 2
		rest = div(size - 1.5, 1.0 + 1.5 * size)
	var angle: float = ATAN_HIGH[index] - (rest * GodwitStepKernelsShared.atan_part(rest) - ATAN_LOW[index] - rest)
	return -angle if x < 0.0 else angle


## The angle of the vector (x, y), from -π to π; y comes first.
static func atan2_(y: float, x: float) -> float:
	if x != x or y != y:
		return x + y
	var is_left: bool = is_negative(x)
	var is_up: bool = is_negative(y)
	var angle: float = PI_ / 2.0
	if y == 0.0:
		angle = PI_ if is_left else 0.0
	elif abs(x) == INF:
		angle = ((2652839157010665 * 1.0 / (1 << 50)) if is_left else PI_ / 4.0) if abs(y) == INF else (PI_ if is_left else 0.0)
	elif x != 0.0 and abs(y) != INF:
		angle = atan_(abs(y / x if x != 0.0 else div(y, x)))
		if is_left:
			angle = PI_ - (angle - PI_LOW)
	return -angle if is_up else angle


## e to the power of x.
static func exp_(x: float) -> float:
	if x > MAX_EXP:
		return INF
	if x < MIN_EXP:
		return 0.0
	var power: float = floor(x * ONE_OVER_LN2 + 0.5)
	var high: float = x - power * LN2_HIGH
	var low: float = power * LN2_LOW
	var rest: float = high - low
	var square: float = rest * rest
	var part: float = rest - square * ((3002399751580319 * 1.0 / (1 << 54)) + square * (-(6405119469862291 * 1.0 / (1 << 61)) + square * ((1220022702274443 * 1.0 / (1 << 62) / (1 << 2)) + square * (-(7807914560613361 * 1.0 / (1 << 62) / (1 << 10)) + square * (390835970239053 * 1.0 / (1 << 62) / (1 << 11))))))
	return GodwitStepKernelsShared.times_power_of_two(1.0 - (low - div(rest * part, 2.0 - part) - high), power)


## The natural logarithm of x: -Infinity of 0, NaN of negative numbers.
static func log_(x: float) -> float:
	if x == 0.0:
		return -INF
	if x < 0.0:
		return sqrt(x)
	if x == INF or x != x:
		return x
	var rest: float = x
	var power: float = 0.0
	if x < LEAST_WHOLE:
		rest *= TWO_POWER_64
		power = -64.0
	for i in range(POWERS.size()):
		if rest >= POWERS[i]:
			rest *= INVERSE_POWERS[i]
			power += EXPONENTS[i]
		if rest <= INVERSE_POWERS[i]:
			rest *= POWERS[i]
			power -= EXPONENTS[i]
	if rest > SQRT2:
		rest *= 0.5
		power += 1.0
	elif rest < SQRT2 / 2.0:
		rest *= 2.0
		power -= 1.0
	var f: float = rest - 1.0
	var s: float = div(f, 2.0 + f)
	var z: float = s * s
	var w: float = z * z
	var even: float = w * ((1801439850921601 * 1.0 / (1 << 52)) + w * ((8006390766270639 * 1.0 / (1 << 55)) + w * (5517391500461727 * 1.0 / (1 << 55))))
	var odd: float = z * ((6004799503160723 * 1.0 / (1 << 53)) + w * ((5146971033736025 * 1.0 / (1 << 54)) + w * ((3275661152453103 * 1.0 / (1 << 54)) + w * (1332903234475153 * 1.0 / (1 << 53)))))
	var half: float = 0.5 * f * f
	return power * LN2_HIGH - (half - (s * (half + (odd + even)) + power * LN2_LOW) - f)


## x to the power of y. Whole powers are multiplied out; all others are exact to about 13 digits, and NaN for
## negative x.
static func pow_(x: float, y: float) -> float:
	if y == 0.5:
		return sqrt(x)
	if floor(y) != y or abs(y) > MAX_WHOLE_EXPONENT:
		return exp_(y * log_(x))
	var rest: float = abs(y)
	var factor: float = x
	var product: float = 1.0
	while rest > 0.0:
		if fmod(rest, 2.0) == 1.0:
			product *= factor
		factor *= factor
		rest = floor(rest / 2.0)
	return (1.0 / product if product != 0.0 else div(1.0, product)) if y < 0.0 else product


## The length of the vector (x, y).
static func hypot(x: float, y: float) -> float:
	return sqrt(x * x + y * y)


## The same direction, as an angle from -π to π.
static func wrap_angle(angle: float) -> float:
	var turned: float = fmod(angle + PI_, TAU_)
	return turned + TAU_ - PI_ if turned < 0.0 else turned - PI_


## [code]from[/code], moved by at most [code]step[/code] in the direction of [code]to[/code], and never beyond it.
static func move_toward_(from: float, to: float, step: float) -> float:
	if abs(to - from) <= step:
		return to
	return from + step if to > from else from - step


## The value at [code]part[/code] of the way from a to b.
static func lerp_(a: float, b: float, part: float) -> float:
	return a + (b - a) * part


## x, or the nearest of the two bounds.
static func clamp_(x: float, least: float, most: float) -> float:
	if x < least:
		return least
	return most if x > most else x


## a / b as in JavaScript: a division by zero is an infinity, or NaN for 0 / 0. In Godot 3 it would end the
## function.
static func div(a: float, b: float) -> float:
	if b != 0.0:
		return a / b
	if a == 0.0 or a != a:
		return NAN
	return INF if (a > 0.0) == (atan2(b, -1.0) > 0.0) else -INF


## x without its fraction, as an int; 0 for NaN, and at most ±(2^53 - 1).
static func to_int(x: float) -> int:
	if x >= 9007199254740991.0:
		return 9007199254740991
	if x <= -9007199254740991.0:
		return -9007199254740991
	if x != x:
		return 0
	return int(x)


## The nearest 32-bit float.
static func fround(x: float) -> float:
	return Vector2(x, 0.0).x


## The product of two integers, modulo 2^32.
static func imul(a: int, b: int) -> int:
	var low: int = a & 4294967295
	var high: int = ((b >> 16) & 65535) * low & 65535
	return ((b & 65535) * low + (high << 16)) & 4294967295


## The integer modulo 2^32.
static func u32(a: int) -> int:
	return a & 4294967295


## The 32 bits of a, rotated to the left.
static func rotl(a: int, bits: int) -> int:
	var word: int = a & 4294967295
	var left: int = bits & 31
	return ((word << left) | (word >> (32 - left))) & 4294967295


## The bits that are set in one of two integers but not in the other, of the lowest 32.
static func xor(a: int, b: int) -> int:
	return (a ^ b) & 4294967295


## The bits that are set in both of two integers, of the lowest 32.
static func and_(a: int, b: int) -> int:
	return a & b & 4294967295


## The bits that are set in any of two integers, of the lowest 32.
static func or_(a: int, b: int) -> int:
	return (a | b) & 4294967295


## The 32 bits of a, shifted to the left by [code]bits[/code], or to the right if it is negative; what leaves is
## lost.
static func shift(a: int, bits: int) -> int:
	if bits <= -32 or bits >= 32:
		return 0
	if bits < 0:
		return (a & 4294967295) >> -bits
	return ((a & 4294967295) << bits) & 4294967295


## An integer from 0 to 2^32 - 1 that looks random but is always the same for the same a and b. With the number of
## an input and a [code]salt[/code] of the room's state, both sides have the same randomness without sending it.
static func hash32(a: int, b: int) -> int:
	var h: int = (imul(a & 4294967295, 2654435769) ^ rotl(imul(b & 4294967295, 2246822519), 15)) & 4294967295
	h = imul((h ^ shift(h, -16)) & 4294967295, 2146121005)
	h = imul((h ^ shift(h, -15)) & 4294967295, 2221713035)
	return (h ^ shift(h, -16)) & 4294967295


## A number from 0 up to but not including 1, made of a hash.
static func unit_of(hash_: int) -> float:
	return (hash_ & 4294967295) / TWO_POWER_32


## x without its fraction, as [code]Math.trunc[/code].
static func trunc(x: float) -> float:
	return floor(x) if x >= 0.0 else ceil(x)


## 1, -1 or x itself if it is a zero or NaN, as [code]Math.sign[/code].
static func sign_(x: float) -> float:
	return 1.0 if x > 0.0 else (-1.0 if x < 0.0 else x)


## The lesser of two numbers, as [code]Math.min[/code]: -0 is less than 0, and NaN wins.
static func min_(a: float, b: float) -> float:
	if a < b or a != a:
		return a
	return -(-a - b) if a == 0.0 and b == 0.0 else b


## The greater of two numbers, as [code]Math.max[/code]: 0 is greater than -0, and NaN wins.
static func max_(a: float, b: float) -> float:
	if a > b or a != a:
		return a
	return a + b if a == 0.0 and b == 0.0 else b


## Whether a number is below zero, or -0.
static func is_negative(x: float) -> bool:
	return x < 0.0 or x == 0.0 and div(1.0, x) < 0.0


## The part of an arc sine that is not linear, for the square of its argument.
static func arc_part(z: float) -> float:
	var above: float = z * ((6004799503160661 * 1.0 / (1 << 55)) + z * (-(5864872397729661 * 1.0 / (1 << 54)) + z * ((7249445477958741 * 1.0 / (1 << 55)) + z * (-(5772610888044347 * 1.0 / (1 << 57)) + z * ((912577716565585 * 1.0 / (1 << 60)) + z * (5134586392475401 * 1.0 / (1 << 62) / (1 << 5)))))))
	var below: float = 1.0 + z * (-(5411964214455627 * 1.0 / (1 << 51)) + z * ((568845660795225 * 1.0 / (1 << 48)) + z * (-(6199510876094809 * 1.0 / (1 << 53)) + z * (2775591889094977 * 1.0 / (1 << 55)))))
	return above / below if below != 0.0 else div(above, below)
