class_name GodwitContractComparison
extends Reference
## Asks a server with another contract what differs, in a series of requests, each small enough for any server.

# How many the server accepts in one ContractCompare.
const _MAX_PART_MESSAGES := 64
# How many it accepts in one ContractStepsCompare.
const _MAX_PART_STEPS := 64
# Well below the largest message that servers take by default (16,384 bytes).
const _MAX_PART_BYTES := 4096

## The differences answered so far.
var differences: Array = []

var _digests: Array
var _asked: int = 0 # how many of the digests
var _first_type: int = 0 # of the next request
var _steps: Array
var _asked_steps: int = 0
var _are_steps_due: bool
var _is_same_wire: bool


## Compares messages with digests, and before them steps; with is_same_wire only those can differ.
func _init(digests: Array, steps: Array = [], is_same_wire: bool = false) -> void:
	_digests = digests
	_steps = steps
	_is_same_wire = is_same_wire
	_are_steps_due = is_same_wire or not steps.empty()


## The next request about steps; null once all were sent. Together they cover all keys.
func next_steps_question() -> GodwitContractStepsCompare:
	if not _are_steps_due:
		return null
	var question := GodwitContractStepsCompare.new()
	question.after = _key_of(_asked_steps - 1)
	var part: Array = []
	var bytes: int = 0
	while _asked_steps < _steps.size() and part.size() < _MAX_PART_STEPS:
		bytes += GodwitText.to_json(_steps[_asked_steps]).length()
		if bytes > _MAX_PART_BYTES and not part.empty():
			break
		part.append(_steps[_asked_steps])
		_asked_steps += 1
	question.steps = part
	_are_steps_due = _asked_steps < _steps.size()
	if _are_steps_due:
		question.until = _key_of(_asked_steps - 1)
	return question


## The next request about messages; null once all were sent. Together they cover all types, so that the server can name the
## messages that only it knows.
func next_question() -> GodwitContractCompare:
	if _first_type > GodwitProtocol.MAX_TYPE or _is_same_wire and not differences.empty():
		return null
	var question := GodwitContractCompare.new()
	var part: Array = []
	var bytes: int = 0
	while _asked < _digests.size() and part.size() < _MAX_PART_MESSAGES:
		bytes += GodwitText.to_json(_digests[_asked]).length()
		if bytes > _MAX_PART_BYTES and not part.empty():
			break
		var digest := GodwitMessageDigest.new()
		digest.read_fields(_digests[_asked])
		part.append(digest)
		_asked += 1
	question.messages = part
	question.first_type = _first_type
	question.last_type = GodwitProtocol.MAX_TYPE
	if _asked < _digests.size():
		question.last_type = _digests[_asked - 1]["type"]
	_first_type = question.last_type + 1
	return question


## Takes the answer to the last request.
func add_answer(answer: GodwitContractCompared) -> void:
	GodwitScripts.append_array(differences, answer.differences)


# Empty before the first.
func _key_of(index: int) -> String:
	if index < 0:
		return ""
	return _steps[index].left(_steps[index].rfind(":"))


## True if some message of the client can't be used with the server, not even in JSON.
static func is_breaking(p_differences: Array) -> bool:
	for difference in p_differences:
		if difference.is_breaking:
			return true
	return false


## The first breaking difference, or else the first one, in words: ChatSay.text has changed.
static func describe(p_differences: Array) -> String:
	if p_differences.empty():
		return "nothing that a message shows"
	var first = p_differences[0]
	for difference in p_differences:
		if difference.is_breaking:
			first = difference
			break
	var place = first.message if first.field.empty() else first.message + "." + first.field
	return "%s %s" % [place, first.text]


## Prints what differs and what to do about it.
static func warn(p_differences: Array) -> void:
	push_warning(
		"Godwit: the server has another contract: %s. Generate the classes again." % describe(p_differences)
	)
