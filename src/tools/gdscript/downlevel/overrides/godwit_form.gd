## The value between the two; weight is the weight of the second.
func between(from, to, weight: float):
	match blend:
		Blend.LINEAR:
			return from.linear_interpolate(to, weight) if typeof(from) != TYPE_REAL else lerp(from, to, weight)
		Blend.ANGLE:
			return from + wrapf(to - from, -PI, PI) * weight
	return to if weight >= 1.0 else from
